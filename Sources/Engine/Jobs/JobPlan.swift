import Domain
import Runtimes

/// Everything decided about one start of a job: what runs, where, with what. Carrying it out decides nothing more.
struct JobPlan: Sendable, Hashable {
    let runner: RunnerPlan
    /// Done in this order, when the work folder has the code.
    let staging: [StagingStep]
}

/// One thing to do in the file system before the command starts.
enum StagingStep: Sendable, Hashable {
    /// A symbolic link, with the folders above it: a mounted input.
    case link(at: String, to: String)
    /// A copy of a file or a folder: a downloaded input.
    case copy(from: String, to: String)
    /// A folder with those above it.
    case makeFolder(String)
    /// A second name of a file, which is made when it is not there.
    case sameFile(String, as: String)
}
