import Domain
import FoundationEssentials
import Glibc
import LinuxSystem

/// The Python a job gets when its environment names no packages: the box's own `python3`. Scripts say `python`, which
/// Debian does not have, so a folder with that one link goes before the rest of PATH where it is missing.
struct BoxInterpreter: Sendable {
    let home: HomeLayout

    /// Blocks for a moment; called from `BlockingWork`.
    func environment(path: String) throws -> PreparedEnvironment {
        guard Self.locate("python", in: path) == nil, let python = Self.locate("python3", in: path) else { return .box }
        let folder = home.tools + "/box/bin"
        let link = folder + "/python"
        if (try? FileManager.default.destinationOfSymbolicLink(atPath: link)) != python {
            try FileCopy.makeFolder(folder)
            try FileCopy.remove(link)
            try FileCopy.link(link, to: python)
        }
        return PreparedEnvironment(programs: folder)
    }

    private static func locate(_ program: String, in path: String) -> String? {
        path.split(separator: ":").map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
    }
}
