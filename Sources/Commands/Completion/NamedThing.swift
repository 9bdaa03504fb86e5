import ArgumentParser

/// What a shell can complete the name of, out of the engine that runs; none is started for it.
enum NamedThing: String, CaseIterable, ExpressibleByArgument {
    case job, compute, model, data, environment, endpoint
    /// Whatever has versions.
    case asset

    /// Groups are called so too.
    init?(argument: String) {
        self.init(rawValue: argument == "online-endpoint" ? "endpoint" : argument)
    }

    var completion: CompletionKind {
        guard self == .asset else { return .shellCommand("atelier complete \(rawValue) 2>/dev/null") }
        // The same option serves several groups: which, the command line tells where it can be asked.
        return switch CompletionShell.requesting {
        case .bash?: .shellCommand("atelier complete \"${COMP_WORDS[1]}\" 2>/dev/null")
        case .fish?: .shellCommand("atelier complete (commandline -opc)[2] 2>/dev/null")
        default: .shellCommand("atelier complete asset 2>/dev/null")
        }
    }
}
