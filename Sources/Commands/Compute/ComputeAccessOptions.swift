import ArgumentParser

/// Who a cluster or an instance acts as, of both `create` and `update`.
struct ComputeIdentityOptions: ParsableArguments, IneffectiveFlags {
    @Option var identityType: String?
    @Option(name: [.customShort("i"), .long])
    var userAssignedIdentities: String?

    var given: KeyValuePairs<String, Bool> {
        ["--identity-type": identityType != nil, "--user-assigned-identities": userAssignedIdentities != nil]
    }
}

/// Who may reach a cluster's or an instance's nodes, and how: they are processes of this box.
struct ComputeAccessOptions: ParsableArguments, IneffectiveFlags {
    @Option var adminPassword: String?
    @Option var adminUsername: String?
    @Option var enableNodePublicIp: String?
    @Option var sshKeyValue: String?
    @Option(name: [.customShort("p"), .long])
    var sshPublicAccessEnabled: String?
    @Option var subnet: String?
    @Option var userObjectId: String?
    @Option var userTenantId: String?
    @Option var vnetName: String?

    var given: KeyValuePairs<String, Bool> {
        [
            "--admin-password": adminPassword != nil, "--admin-username": adminUsername != nil,
            "--enable-node-public-ip": enableNodePublicIp != nil, "--ssh-key-value": sshKeyValue != nil,
            "--ssh-public-access-enabled": sshPublicAccessEnabled != nil, "--subnet": subnet != nil,
            "--user-object-id": userObjectId != nil, "--user-tenant-id": userTenantId != nil,
            "--vnet-name": vnetName != nil,
        ]
    }
}
