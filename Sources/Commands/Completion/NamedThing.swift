import ArgumentParser
import Domain

/// What a shell can complete the name of, out of the engine that runs; none is started for it.
enum NamedThing: String, CaseIterable, ExpressibleByArgument {
    case workspace, job, compute, model, data, datastore, environment, component, endpoint, deployment
    /// What the command line is about: its group, or what it asks `why` of.
    case subject

    /// Groups are called so too.
    init?(argument: String) {
        self.init(rawValue: argument.removing(prefix: "online-") ?? argument)
    }

    /// Asks this program, and hands it the line as it stands: which workspace is meant, and whose deployments.
    var completion: CompletionKind {
        let line =
            switch CompletionShell.requesting {
            case .bash?: "\"${COMP_WORDS[@]}\""
            case .fish?: "(commandline -opc)"
            default: "\"${command_line[@]}\""
            }
        return .shellCommand("atelier complete \(rawValue) -- \(line) 2>/dev/null")
    }
}

extension CompletionKind {
    static var yaml: CompletionKind { .file(extensions: ["yml", "yaml"]) }

    /// The values of a closed list.
    static func words<Choice: RawRepresentable<String> & CaseIterable>(of choice: Choice.Type) -> CompletionKind {
        .list(choice.allCases.map(\.rawValue))
    }
}
