import Client
import Domain
import Glibc

/// A copy of a job's file in a folder of the person's; nothing that is there is written over.
enum SavedFile {
    /// Returns its path; what was begun and cannot be brought to its end is removed.
    static func write(
        _ file: FileReference, in folder: String, from engine: any ControlCaller, workspace: WorkspaceName
    ) async throws -> String {
        let new = try NewFile(named: file.name, in: folder)
        do {
            try await engine.readFile(file.path, of: file.job, in: workspace) { try new.write($0) }
        } catch {
            unlink(new.path)
            throw error
        }
        return new.path
    }
}
