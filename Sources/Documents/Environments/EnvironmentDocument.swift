package import Domain

/// An environment with a file of its own (`environment.schema.json`).
package enum EnvironmentDocument: Document {
    package static let noun = "environment"
    package static let schemas: Set<String> = ["environment"]

    package static func blank() -> EnvironmentSpec { EnvironmentSpec() }

    package static var fields: [Field<EnvironmentSpec>] {
        [.readOnly("$schema")] + EnvironmentFields.fields(isNamed: true)
    }

    package static func finish(_ draft: EnvironmentSpec, root: DocumentNode, reading: Reading) -> EnvironmentSpec {
        EnvironmentFields.checkContent(draft, root, reading: reading)
        return draft
    }
}
