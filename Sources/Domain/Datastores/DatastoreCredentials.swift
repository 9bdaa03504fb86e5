/// What opens a cloud's storage. Sealed as soon as the engine has it; nothing prints it.
package struct DatastoreCredentials: Codable, Sendable, Hashable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case accountKey = "account_key"
        case sasToken = "sas"
        case servicePrincipal = "service_principal"
        case certificate

        package var required: [String] {
            switch self {
            case .accountKey: ["account_key"]
            case .sasToken: ["sas_token"]
            case .servicePrincipal: ["client_id", "client_secret", "tenant_id"]
            case .certificate: ["client_id", "tenant_id", "thumbprint"]
            }
        }

        package var optional: [String] {
            switch self {
            case .accountKey, .sasToken: []
            case .servicePrincipal: ["authority_uri", "authority_url", "resource_url"]
            case .certificate: ["authority_uri", "authority_url", "certificate", "resource_url"]
            }
        }
    }

    package let kind: Kind
    /// Under Azure's names.
    package let values: [String: String]

    package init(kind: Kind, values: [String: String]) {
        self.kind = kind
        self.values = values
    }
}

extension DatastoreCredentials: CustomStringConvertible, CustomReflectable {
    package var description: String { "DatastoreCredentials(\(kind.rawValue), …)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
