import ArgumentParser
import Domain

extension Session {
    /// The one subscription there is, as `az account show` prints it.
    var subscription: JSONValue {
        [
            "environmentName": "AzureCloud", "homeTenantId": .string(Scope.subscription),
            "id": .string(Scope.subscription), "isDefault": true, "managedByTenants": [],
            "name": .string(subscriptionName), "state": "Enabled", "tenantId": .string(Scope.subscription),
            "user": ["name": .string(user), "type": "user"],
        ]
    }

    var subscriptionName: String { "Atelier on \(host)" }

    static let subscriptionColumns = [
        Column("Name", "name"), Column("CloudName", "environmentName"), Column("SubscriptionId", "id"),
        Column("State", "state"), Column("IsDefault", "isDefault"),
    ]
}

struct AzLogin: Verb {
    static let configuration = CommandConfiguration.verb(
        "login", "Nothing to do: whoever is logged in to the box is logged in.", example: "atelier az login")

    @Option(name: .shortAndLong, help: "Accepted.") var username: String?
    @Option(name: .shortAndLong, help: "Accepted.") var password: String?
    @Option(name: .shortAndLong, help: "Accepted.") var tenant: String?
    @Flag(help: "Accepted.") var identity = false
    @Flag(help: "Accepted.") var servicePrincipal = false
    @Flag(help: "Accepted.") var useDeviceCode = false
    @Flag(help: "Accepted.") var allowNoSubscriptions = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        session.say("Atelier runs on this box as \(session.user): there is nothing to log in to.")
        return Answer([session.subscription], columns: Session.subscriptionColumns)
    }
}

struct AzLogout: Verb {
    static let configuration = CommandConfiguration.verb("logout", "Nothing to do.", example: "atelier az logout")

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer { .nothing }
}

struct AzAccount: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "account", "The one subscription of this box.", [AzAccountShow.self, AzAccountList.self, AzAccountSet.self])
}

struct AzAccountShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show", "Show the subscription.", example: "atelier az account show --query id --output tsv")

    @Option(name: .shortAndLong, help: "Accepted.") var name: String?
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        Answer(session.subscription, columns: Session.subscriptionColumns)
    }
}

struct AzAccountList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list", "List the one subscription.", example: "atelier az account list --output table")

    @Flag(help: "Accepted.") var all = false
    @Flag(help: "Accepted.") var refresh = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        Answer([session.subscription], columns: Session.subscriptionColumns)
    }
}

struct AzAccountSet: Verb {
    static let configuration = CommandConfiguration.verb(
        "set", "Choose a subscription; there is one.",
        example: "atelier az account set --subscription 00000000-0000-0000-0000-000000000000")

    @Option(name: [.customShort("s"), .customShort("n"), .customLong("name")], help: "The subscription's name or id.")
    var name: String?
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        if let asked = name ?? global.subscription, asked != Scope.subscription, asked != session.subscriptionName {
            session.say("warning: there is one subscription on this box, '\(session.subscriptionName)'; it is used")
        }
        return .nothing
    }
}
