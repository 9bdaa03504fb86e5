import Foundation
import LinuxSystem
import Testing

/// Waiting for what the programs do, by what they write: no sleeps of a guessed length.
extension Box {
    /// Returns when a file of the box is there and contains `text`.
    func wait(for path: String, toContain text: String = "") async throws {
        try await wait(for: root.appending(path: path), toContain: text)
    }

    func wait(for file: URL, toContain text: String) async throws {
        let watch = try FileWatch(file.path)
        while true {
            if let content = try? String(contentsOf: file, encoding: .utf8), text.isEmpty || content.contains(text) {
                return
            }
            try await watch.next()
        }
    }

    /// Reads the job's log as `job stream` prints it until it contains `text`, and stops watching.
    func waitForLog(of job: String, containing text: String) async throws {
        let stream = try begin("job", "stream", "--name", job)
        try await wait(for: stream.output, toContain: text)
        try stream.process.handle.signal(SIGKILL)
        _ = try await stream.end()
    }
}

extension Trait where Self == TimeLimitTrait {
    /// Nothing here waits for a time; this only ends what would hang.
    static var ends: Self { .timeLimit(.minutes(5)) }
}
