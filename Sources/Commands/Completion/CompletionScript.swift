import ArgumentParser
import Domain

struct CompletionScript: Verb {
    static let configuration = CommandConfiguration.verb(
        "completion", "Print what bash, zsh or fish completes command lines with, names of the engine's included.",
        example: "source <(atelier completion bash)")

    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish
    }

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let shell: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        try session.console.write(Atelier.completionScript(for: shell) + "\n")
        return .nothing
    }
}
