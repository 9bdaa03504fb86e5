package import Domain

/// The plan of a rollout in a file of its own, for `atelier online-deployment rollout --file`. Atelier's own.
package enum RolloutDocument: Document {
    package static let noun = "rollout plan"
    package static let schemas: Set<String> = []

    package static func blank() -> RolloutSpec { RolloutSpec() }

    package static var fields: [Field<RolloutSpec>] { RolloutFields.fields }

    package static func recognises(_ root: DocumentNode, reading: Reading) -> Bool { true }

    /// What stands under `rollout:` in a deployment's file will do as well.
    package static func value(of root: DocumentNode, reading: Reading) -> RolloutSpec? {
        if let entries = root.entries, entries.count == 1, entries[0].key == "rollout" {
            return RolloutFields.spec(entries[0].value, reading)
        }
        return RolloutFields.spec(root, reading)
    }

    package static func finish(_ draft: RolloutSpec, root: DocumentNode, reading: Reading) -> RolloutSpec { draft }
}
