import ArgumentParser
import Domain

/// The flags that tie a workspace to other things of Azure's, of both `create` and `update`.
struct WorkspaceResourceOptions: ParsableArguments, IneffectiveFlags {
    @Option(name: [.customShort("r"), .long])
    var allowRoleassignmentOnRg: String?
    @Option(name: .shortAndLong)
    var applicationInsights: String?
    @Option(name: .shortAndLong)
    var containerRegistry: String?
    @Option(name: .shortAndLong)
    var imageBuildCompute: String?
    @Option(name: .shortAndLong)
    var managedNetwork: String?
    @Option(name: .shortAndLong)
    var primaryUserAssignedIdentity: String?
    @Option var publicNetworkAccess: String?
    @Option(name: [.customShort("d"), .long])
    var systemDatastoresAuthMode: String?
    @Flag(name: .shortAndLong)
    var updateDependentResources = false

    var given: KeyValuePairs<String, Bool> {
        [
            "--allow-roleassignment-on-rg": allowRoleassignmentOnRg != nil,
            "--application-insights": applicationInsights != nil, "--container-registry": containerRegistry != nil,
            "--image-build-compute": imageBuildCompute != nil, "--managed-network": managedNetwork != nil,
            "--primary-user-assigned-identity": primaryUserAssignedIdentity != nil,
            "--public-network-access": publicNetworkAccess != nil,
            "--system-datastores-auth-mode": systemDatastoresAuthMode != nil,
            "--update-dependent-resources": updateDependentResources,
        ]
    }
}

/// Those of `create` alone.
struct WorkspaceOriginOptions: ParsableArguments, IneffectiveFlags {
    @Option var defaultResourceGroup: String?
    @Flag(name: [.customShort("e"), .long])
    var enableDataIsolation = false
    @Option var hubId: String?
    @Option(name: .shortAndLong)
    var keyVault: String?
    @Option var kind: String?
    @Option var provisionNetworkNow: String?
    @Option(name: .shortAndLong)
    var storageAccount: String?

    var given: KeyValuePairs<String, Bool> {
        [
            "--default-resource-group": defaultResourceGroup != nil, "--enable-data-isolation": enableDataIsolation,
            "--key-vault": keyVault != nil, "--provision-network-now": provisionNetworkNow != nil,
            "--storage-account": storageAccount != nil,
        ]
    }

    /// Throws `unsupported` for a hub, or what belongs to one: a workspace would be another thing.
    func refuseHubs() throws {
        let isPlain = kind.map { $0.lowercased() == "default" } ?? true
        guard !isPlain || hubId != nil else { return }
        throw AtelierError(
            .unsupported, "hubs and their projects are not supported",
            hint: "leave \(hubId != nil ? "--hub-id" : "--kind") out to create a workspace")
    }
}
