import ArgumentParser
import Client
import ControlAPI
import Domain

struct AzGroup: VerbGroup {
    static let configuration = CommandConfiguration.group(
        "group", "The folders of workspaces.",
        [AzGroupCreate.self, AzGroupShow.self, AzGroupList.self, AzGroupExists.self, AzGroupDelete.self])
}

/// A group is named by `--name`, `-n`, `--resource-group` or `-g`.
struct GroupName: ParsableArguments {
    @Option(name: .shortAndLong, help: "The group's name.") var name: String?

    func resolved(_ global: GlobalOptions, in session: Session) throws -> String {
        if let name = try name ?? global.resourceGroup ?? AzureDefaults.read(from: session.location)["group"] {
            return name
        }
        throw AtelierError(.invalidArgument, "no resource group is named", hint: "add --name NAME")
    }
}

struct AzGroupCreate: Verb {
    static let configuration = CommandConfiguration.verb(
        "create", "Create a resource group.", example: "atelier az group create --name research --location eastus")

    @OptionGroup var group: GroupName
    @Option(name: .shortAndLong, help: "A region's name, kept as a label.") var location: String?
    @Option(parsing: .upToNextOption, help: "Tags: KEY=VALUE …") var tags: [String] = []
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let name = try group.resolved(global, in: session)
        let location = try location ?? AzureDefaults.read(from: session.location)["location"] ?? "local"
        let spec = ResourceGroupSpec(
            name: ResourceGroupName(name), location: location,
            tags: try Assignments.dictionary(tags, flag: "--tags"))
        let group = try await session.engine().call(WorkspaceRoutes.createGroup, [:], query: [:], body: spec)
        return Answer(group.presentation, columns: ResourceGroup.columns)
    }
}

struct AzGroupShow: Verb {
    static let configuration = CommandConfiguration.verb(
        "show", "Show a resource group.", example: "atelier az group show --name default")

    @OptionGroup var group: GroupName
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let name = try group.resolved(global, in: session)
        let group = try await session.engine().call(WorkspaceRoutes.showGroup, ["group": name])
        return Answer(group.presentation, columns: ResourceGroup.columns)
    }
}

struct AzGroupList: Verb {
    static let configuration = CommandConfiguration.verb(
        "list", "List the resource groups.", example: "atelier az group list --output table")

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let groups = try await session.engine().call(WorkspaceRoutes.listGroups)
        return Answer(.array(groups.map(\.presentation)), columns: ResourceGroup.columns)
    }
}

struct AzGroupExists: Verb {
    static let configuration = CommandConfiguration.verb(
        "exists", "Tell whether a resource group exists.", example: "atelier az group exists --name default")

    @OptionGroup var group: GroupName
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let name = try group.resolved(global, in: session)
        let groups = try await session.engine().call(WorkspaceRoutes.listGroups)
        return Answer(.bool(groups.contains { $0.name.rawValue.lowercased() == name.lowercased() }))
    }
}

struct AzGroupDelete: Verb {
    static let configuration = CommandConfiguration.verb(
        "delete", "Delete a resource group and the workspaces in it.",
        example: "atelier az group delete --name research --yes")

    @OptionGroup var group: GroupName
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false
    @Flag(help: "Accepted; deleting takes no time.") var noWait = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let name = try group.resolved(global, in: session)
        try session.confirm("Delete the resource group '\(name)' and every workspace in it?", unless: yes)
        _ = try await session.engine().call(WorkspaceRoutes.deleteGroup, ["group": name], query: ["force": "true"])
        return .nothing
    }
}
