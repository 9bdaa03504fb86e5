import Documents
import Domain
import Testing

/// The lines a document's reading prints, its file's folder cut off.
func lines(of body: () throws -> Void, in folder: Folder? = nil) -> [String] {
    do {
        try body()
        return []
    } catch let error as DocumentError {
        return shown(error.diagnostics, in: folder)
    } catch {
        return ["not a DocumentError: \(error)"]
    }
}

func shown(_ diagnostics: [Diagnostic], in folder: Folder? = nil) -> [String] {
    diagnostics.map { diagnostic in
        guard let folder else { return diagnostic.description }
        return diagnostic.description.split(separator: folder.path + "/", omittingEmptySubsequences: false).joined()
    }
}

/// A command job with what every one needs, and `more`.
func job(_ more: String = "") -> String {
    """
    command: echo hello
    environment: azureml:sklearn@latest
    \(more)
    """
}

func readJob(_ more: String = "") throws -> Parsed<JobSpec> {
    try CommandJobDocument.read(text: job(more), file: "/tmp/somewhere/job.yml")
}

func jobLines(_ more: String) -> [String] {
    lines { _ = try readJob(more) }.map { $0.replacing("/tmp/somewhere/", with: "") }
}

extension JobSpec {
    /// Of a command job; one that nobody wrote of any other.
    var command: CommandWork { work.command ?? CommandWork(command: "none", environment: .inline(EnvironmentSpec())) }
}
