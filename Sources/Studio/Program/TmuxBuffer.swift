import Domain
import LinuxSystem

/// tmux passes a copied text on only where `set-clipboard` is on; its own buffer takes it always.
enum TmuxBuffer {
    /// Hands the text to `tmux load-buffer -w -`, and tells where it went.
    static func task(keeping text: String, environment: [String: String]) -> EngineTask {
        EngineTask("copying") { _ in
            let file = try NamelessFile.holding(text)
            var tmux = Spawn("tmux", ["load-buffer", "-w", "-"], environment: environment)
            tmux.standardInput = file.raw
            guard case .exited(0) = try await ChildProcess(tmux).waitForExit() else {
                throw AtelierError(.unavailable, "tmux did not take the copied text")
            }
            return { $0.told(.success, "copied to tmux's buffer; 'prefix ]' pastes it") }
        }
    }
}
