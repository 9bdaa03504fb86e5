/// A name or id of one noun. The phantom parameter keeps a `JobName` from being passed where a `ModelName` is asked for.
package struct Identifier<Noun>: RawRepresentable, Hashable, Codable, Sendable, CodingKeyRepresentable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension Identifier: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) {
        self.init(value)
    }
}

extension Identifier: CustomStringConvertible {
    package var description: String { rawValue }
}

extension Identifier: Comparable {
    package static func < (lhs: Self, rhs: Self) -> Bool {
        lhs.rawValue < rhs.rawValue
    }
}

package typealias WorkspaceName = Identifier<Workspace>
package typealias ResourceGroupName = Identifier<ResourceGroup>
package typealias ComputeName = Identifier<Compute>
package typealias NodeName = Identifier<ComputeNode>
package typealias JobName = Identifier<Job>
package typealias EnvironmentName = Identifier<EnvironmentAsset>
package typealias ModelName = Identifier<ModelVersion>
package typealias DataName = Identifier<DataAsset>
package typealias ComponentName = Identifier<Component>
package typealias DatastoreName = Identifier<Datastore>
package typealias EndpointName = Identifier<OnlineEndpoint>
package typealias DeploymentName = Identifier<OnlineDeployment>
