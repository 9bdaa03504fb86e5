import Domain

/// `data_collector` of an online deployment.
enum CollectionFields {
    struct Draft {
        var collections: Set<String> = []
        var collection = DataCollection(collections: [])
    }

    static var fields: [Field<Draft>] {
        [
            .custom("collections", required: true, children: outline) { draft, entry, reading in
                draft.collections = reading.collections(entry.value)
            },
            .value("sampling_rate", \.collection.samplingRate) { $0.number($1, "sampling_rate", in: 0...1) },
            .choice("rolling_rate", \.collection.rollingRate),
            .group(
                "request_logging",
                [.value("capture_headers", \.collection.headers) { $0.textList($1, "capture_headers") }]),
        ]
    }

    private static var outline: [FieldOutline] { [FieldOutline("<name>", .works, children: one.map(\.outline))] }

    /// Of one collection; the value is whether it is switched on.
    static var one: [Field<Bool>] {
        [.boolean("enabled", \.self).asRequired, .ignored("data"), .ignored("client_id")]
    }
}

extension Reading {
    /// Nil when no collection is switched on.
    func dataCollection(_ node: DocumentNode) -> DataCollection? {
        var draft = CollectionFields.Draft()
        fill(&draft, from: node, with: CollectionFields.fields, noun: "\"data_collector\"")
        guard !draft.collections.isEmpty else { return nil }
        draft.collection.collections = draft.collections
        return draft.collection
    }

    /// `{request: {enabled: true}, model_inputs: {enabled: true, data: …}}`: the names of those switched on.
    fileprivate func collections(_ node: DocumentNode) -> Set<String> {
        guard let entries = node.entries else {
            diagnostics.error("\"collections\" must be a map, not \(node.kind)", at: node.position)
            return []
        }
        var names: Set<String> = []
        for entry in entries {
            var isEnabled = false
            fill(&isEnabled, from: entry.value, with: CollectionFields.one, noun: "the collection \"\(entry.key)\"")
            if isEnabled { names.insert(entry.key) }
        }
        return names
    }
}
