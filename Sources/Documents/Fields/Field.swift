import Domain

/// One field of a document: its name, what Atelier does with it, and how its value gets into the draft.
/// A document is a list of these, so that reading, suggestions and the parity table come from one place.
package struct Field<Target> {
    let outline: FieldOutline
    let read: (inout Target, DocumentEntry, Reading) -> Void

    var name: String { outline.name }
    var isRequired: Bool { outline.isRequired }

    /// A field with rules of its own.
    static func custom(
        _ name: String, required: Bool = false, children: [FieldOutline] = [],
        read: @escaping (inout Target, DocumentEntry, Reading) -> Void
    ) -> Field {
        Field(outline: FieldOutline(name, .works, isRequired: required, children: children), read: read)
    }

    /// The same field, of which the value is stored and shown and nothing else happens.
    var kept: Field {
        Field(
            outline: FieldOutline(name, .kept, isRequired: isRequired, children: outline.children), read: read)
    }

    /// The same field, without which the document is not whole.
    var asRequired: Field {
        Field(
            outline: FieldOutline(name, outline.support, isRequired: true, children: outline.children), read: read)
    }

    /// Known, not honoured yet.
    static func ignored(_ name: String) -> Field {
        Field(outline: FieldOutline(name, .warns)) { _, entry, reading in
            reading.metIgnored = true
            reading.diagnostics.warning("field \"\(name)\" is not supported yet and is ignored", at: entry.position)
        }
    }

    /// The same, and without a word where it says what happens anyhow.
    static func ignored(_ name: String, unless harmless: Set<String>) -> Field {
        Field(outline: FieldOutline(name, .warns)) { target, entry, reading in
            reading.metIgnored = true
            if let text = entry.value.scalar?.text.lowercased(), harmless.contains(text) { return }
            ignored(name).read(&target, entry, reading)
        }
    }

    static func readOnly(_ name: String) -> Field {
        Field(outline: FieldOutline(name, .readOnly)) { _, _, _ in }
    }

    static func refused(_ name: String, because reason: String, hint: String) -> Field {
        Field(outline: FieldOutline(name, .refuses)) { _, entry, reading in
            reading.diagnostics.error(
                "field \"\(name)\" is not supported: \(reason)", at: entry.position, hint: hint, code: .unsupported)
        }
    }

    /// A nested map whose fields belong to the same draft: `limits: {timeout: 60}`.
    static func group(_ name: String, noun: String? = nil, _ fields: [Field]) -> Field {
        custom(name, children: fields.map(\.outline)) { target, entry, reading in
            reading.fill(&target, from: entry.value, with: fields, noun: noun ?? "\"\(name)\"")
        }
    }

    /// A value some function of `Reading` reads; it reports what it cannot read and returns nil.
    static func value<Value>(
        _ name: String, _ path: WritableKeyPath<Target, Value>, required: Bool = false,
        _ parse: @escaping (Reading, DocumentNode) -> Value?
    ) -> Field {
        custom(name, required: required) { target, entry, reading in
            if let value = parse(reading, entry.value) { target[keyPath: path] = value }
        }
    }

    static func value<Value>(
        _ name: String, _ path: WritableKeyPath<Target, Value?>, required: Bool = false,
        children: [FieldOutline] = [], _ parse: @escaping (Reading, DocumentNode) -> Value?
    ) -> Field {
        custom(name, required: required, children: children) { target, entry, reading in
            if let value = parse(reading, entry.value) { target[keyPath: path] = value }
        }
    }
}
