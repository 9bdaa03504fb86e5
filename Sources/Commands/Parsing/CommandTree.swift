import ArgumentParser
import Domain

/// Where in the tree of commands a command line leads.
struct CommandTree {
    /// From the root to the command, e.g. `atelier`, `job`, `create`.
    let path: [any ParsableCommand.Type]
    /// What follows the command's name.
    let rest: ArraySlice<String>

    init(root: any ParsableCommand.Type, arguments: [String]) {
        var path = [root]
        var rest = arguments[...]
        while let word = rest.first, let next = Self.child(named: word, of: path[path.count - 1]) {
            path.append(next)
            rest.removeFirst()
        }
        self.path = path
        self.rest = rest
    }

    var command: any ParsableCommand.Type { path[path.count - 1] }

    /// `atelier job create`
    var name: String { names.joined(separator: " ") }

    var names: [String] { path.map { Self.names(of: $0)[0] } }

    /// The names of the commands below.
    var verbs: [String] { command.configuration.subcommands.flatMap(Self.names) }

    /// The long options the command takes, with their dashes.
    var options: [String] {
        guard let info = try? JSONParser.parse(command._dumpHelp()),
            case .array(let arguments)? = info["command"]?["arguments"]
        else { return [] }
        return arguments.flatMap { argument -> [String] in
            guard case .array(let names)? = argument["names"] else { return [] }
            return names.compactMap { name in
                name["kind"]?.stringValue == "long" ? name["name"]?.stringValue.map { "--" + $0 } : nil
            }
        }
    }

    /// What Azure has at this place and Atelier does not; nil when it is not about that.
    var refusal: AtelierError? {
        guard !verbs.isEmpty, let word = rest.first, AzureTree.knows(word, below: names) else { return nil }
        return AtelierError(
            .unsupported, "'\(name) \(word)' is not supported", hint: "see '\(name) --help' for what is")
    }

    /// Why the first word after a group is no verb; nil when it is not about that.
    var unknownVerb: String? {
        guard !verbs.isEmpty, let word = rest.first, !word.hasPrefix("-"), word != "help" else { return nil }
        let near = EditDistance.nearest(to: word, among: verbs)
        let known = near.map { ", did you mean '\($0)'?" } ?? "; it has \(verbs.joined(separator: ", "))"
        return "there is no '\(word.neutralised)' in '\(name)'\(known)"
    }

    /// Why the first long option that is none of the command's is not; nil when all are.
    var unknownOption: String? {
        guard verbs.isEmpty else { return nil }
        let options = options
        let cloud = CloudFlags(of: names)
        for word in rest where word.hasPrefix("--") && word != "--" {
            let name = String(word.prefix { $0 != "=" })
            guard !options.contains(where: { $0.hasPrefix(name) }), !cloud.ignores(word, own: options) else { continue }
            if name == "--at", let refusal = AtOption.refusal(of: self.name) { return refusal }
            let near = EditDistance.nearest(to: name, among: options)
            return "'\(self.name)' has no option '\(name.neutralised)'" + (near.map { ", did you mean '\($0)'?" } ?? "")
        }
        return nil
    }

    private static func child(
        named word: String, of command: any ParsableCommand.Type
    ) -> (any ParsableCommand.Type)? {
        command.configuration.subcommands.first { names(of: $0).contains(word) }
    }

    private static func names(of command: any ParsableCommand.Type) -> [String] {
        [command._commandName] + command.configuration.aliases
    }
}
