package import Domain

/// A model to register (`model.schema.json`).
package enum ModelDocument: Document {
    package struct Draft {
        var model = ModelFields.Draft()
    }

    package static let noun = "model"
    package static let schemas: Set<String> = ["model"]

    package static func blank() -> Draft { Draft() }

    package static var fields: [Field<Draft>] {
        [.readOnly("$schema")] + ModelFields.fields(isNamed: true).map { $0.inside(\.model) }
    }

    package static func finish(_ draft: Draft, root: DocumentNode, reading: Reading) -> ModelSpec {
        ModelFields.spec(draft.model, name: "")
    }
}

extension Field {
    /// The same field of a draft that is part of a larger one.
    func inside<Whole>(_ path: WritableKeyPath<Whole, Target>) -> Field<Whole> {
        Field<Whole>(outline: outline) { whole, entry, reading in read(&whole[keyPath: path], entry, reading) }
    }
}
