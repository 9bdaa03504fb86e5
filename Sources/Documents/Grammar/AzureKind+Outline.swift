/// The fields of a kind as Azure ML's grammar has them, for the tables of Documentation/azure-ml-parity.md.
extension AzureKind {
    /// - Parameter support: what becomes of all of them, but for those that only Azure ML writes.
    package func outline(_ support: FieldOutline.Support) -> [FieldOutline] {
        guard let shape else { return [] }
        let grammar = Grammar()
        return grammar.shape(shape).fields.map { grammar.outline(of: $0, support, inside: [shape]) }
    }

    /// The fields of a component that is kept: those that every component has are read.
    package var componentOutline: [FieldOutline] {
        let read = ComponentDocument.common.map(\.outline)
        return outline(.kept).map { field in
            guard let own = read.first(where: { $0.name == field.name }) else { return field }
            return FieldOutline(field.name, own.support, isRequired: field.isRequired, children: own.children)
        }
    }
}

extension Grammar {
    fileprivate func outline(
        of field: GrammarField, _ support: FieldOutline.Support, inside met: Set<String>
    ) -> FieldOutline {
        if field.isReadOnly || field.name == "$schema" { return FieldOutline(field.name, .readOnly) }
        return FieldOutline(
            field.name, support, isRequired: field.isRequired,
            children: children(of: [field.type], support, inside: met))
    }

    /// The fields of every map that may stand in a place, each once; the nodes of a pipeline have a grammar of their
    /// own.
    private func children(
        of types: [GrammarType], _ support: FieldOutline.Support, inside met: Set<String>
    ) -> [FieldOutline] {
        var found: [FieldOutline] = []
        let types = alternatives(of: types)
        // Where any key may stand, those of a map of fields are no more than that.
        guard !types.contains(where: isMapOfValues) else { return [] }
        for type in types {
            let fields: [FieldOutline]
            switch type {
            case .named(let name, _), .linked(let name):
                guard !met.contains(name) else { continue }
                fields = shape(name).fields.filter { $0.name != "$schema" }
                    .map { outline(of: $0, support, inside: met.union([name])) }
            case .list(let inner): fields = children(of: [inner], support, inside: met)
            case .map(.nodes, _): fields = [FieldOutline("<name>", support)]
            case .map(_, let inner):
                let inside = children(of: [inner], support, inside: met)
                fields = inside.isEmpty ? [] : [FieldOutline("<name>", support, children: inside)]
            default: continue
            }
            for field in fields {
                if let index = found.firstIndex(where: { $0.name == field.name }) {
                    found[index] = found[index].merged(with: field)
                } else {
                    found.append(field)
                }
            }
        }
        return found
    }

    private func isMapOfValues(_ type: GrammarType) -> Bool {
        guard case .map(.anything, let inner) = type else { return false }
        return !alternatives(of: [inner]).contains { if case .named = $0 { true } else { false } }
    }
}

extension FieldOutline {
    fileprivate func merged(with other: FieldOutline) -> FieldOutline {
        FieldOutline(
            name, support, isRequired: isRequired && other.isRequired,
            children: children + other.children.filter { field in !children.contains { $0.name == field.name } })
    }
}
