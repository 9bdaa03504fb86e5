import ArgumentParser
import Domain

/// `az config`, the newer way to say `az configure`.
struct AzConfig: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "config", "The group, the workspace and the location to use when none is named.",
        [AzConfigGet.self, AzConfigSet.self, AzConfigUnset.self])

    static let section = "defaults"

    /// The name in `defaults.NAME`; nil for settings of `az` itself, which mean nothing here.
    static func name(in key: String) -> String? { key.removing(prefix: section + ".") }

    static func describe(_ name: String, _ value: String, in session: Session) -> JSONValue {
        ["name": .string(name), "source": .string(AzureDefaults.path(in: session.location)), "value": .string(value)]
    }
}

struct AzConfigGet: Verb {
    static let configuration = CommandConfiguration.verb(
        "get", "Show what is remembered, or one setting of it.", example: "atelier az config get defaults.workspace")

    @Argument(help: "defaults, or defaults.NAME.") var key: String?
    @Flag(help: "Accepted; there is one place for settings.") var local = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let values = try AzureDefaults.read(from: session.location).values
        let list = JSONValue.array(
            values.sorted { $0.key < $1.key }.map { AzConfig.describe($0.key, $0.value, in: session) })
        switch key {
        case nil: return Answer(.object([AzConfig.section: list]))
        case AzConfig.section: return Answer(list)
        case let key?:
            guard let name = AzConfig.name(in: key), let value = values[name] else {
                throw AtelierError(
                    .notFound, "'\(key.neutralised)' is not set", hint: "set it: atelier az config set NAME=VALUE")
            }
            return Answer(AzConfig.describe(name, value, in: session))
        }
    }
}

struct AzConfigSet: Verb {
    static let configuration = CommandConfiguration.verb(
        "set", "Remember settings.", example: "atelier az config set defaults.group=research")

    @Argument(help: "defaults.group=NAME defaults.workspace=NAME defaults.location=NAME; any other is of no use here.")
    var settings: [String]
    @Flag(help: "Accepted; there is one place for settings.") var local = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        var remembered = try AzureDefaults.read(from: session.location)
        for (key, value) in try Assignments.parse(settings, flag: "az config set") {
            if let name = AzConfig.name(in: key) {
                try remembered.set(["\(name)=\(value)"])
            } else {
                session.say("'\(key.neutralised)' is a setting of Azure's own program and has no meaning here.")
            }
        }
        try remembered.write(to: session.location)
        return .nothing
    }
}

struct AzConfigUnset: Verb {
    static let configuration = CommandConfiguration.verb(
        "unset", "Forget settings.", example: "atelier az config unset defaults.workspace")

    @Argument(help: "defaults.NAME …") var keys: [String]
    @Flag(help: "Accepted; there is one place for settings.") var local = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        var remembered = try AzureDefaults.read(from: session.location)
        try remembered.set(keys.compactMap { AzConfig.name(in: $0) }.map { "\($0)=" })
        try remembered.write(to: session.location)
        return .nothing
    }
}
