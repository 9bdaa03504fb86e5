import Domain
import Glibc
import LinuxSystem

/// tmux passes a copied text on only where `set-clipboard` is on; its own buffer takes it always.
enum TmuxBuffer {
    /// O_TMPFILE, a macro that Swift does not see.
    private static let nameless = 0o20000000 | O_DIRECTORY

    /// Hands the text to `tmux load-buffer -w -`, and tells where it went.
    static func task(keeping text: String, environment: [String: String]) -> EngineTask {
        EngineTask("copying") { _ in
            // An open file without a name: a pipe would stall on a long text, and nobody else is to read it.
            let file = try FileDescriptor.open("/tmp", nameless | O_RDWR)
            try file.write(Array(text.utf8))
            lseek(file.raw, 0, SEEK_SET)
            var tmux = Spawn("tmux", ["load-buffer", "-w", "-"], environment: environment)
            tmux.standardInput = file.raw
            guard case .exited(0) = try await ChildProcess(tmux).waitForExit() else {
                throw AtelierError(.unavailable, "tmux did not take the copied text")
            }
            return { $0.told(.success, "copied to tmux's buffer; 'prefix ]' pastes it") }
        }
    }
}
