package import Domain

/// Data to register (`data.schema.json`). `name` may come from a flag.
package enum DataDocument: Document {
    package struct Draft {
        var name: DataName?
        var version: String?
        var type: AssetType?
        var location: DataLocation?
        var description: String?
        var tags: [String: String] = [:]
    }

    package static let noun = "data asset"
    package static let schemas: Set<String> = ["data"]

    package static func blank() -> Draft { Draft() }

    package static var fields: [Field<Draft>] {
        [
            .readOnly("$schema"),
            .name("name", \.name, rule: .asset("data asset"), required: true),
            .version("version", \.version),
            .value("type", \.type) { $0.dataType($1) },
            .value("path", \.location, required: true) { $0.location($1, "path") },
            .text("description", \.description),
            .textMap("tags", \.tags),
            .ignored("auto_delete_setting"), .ignored("datastore"),
            .readOnly("id"), .readOnly("latest_version"), .readOnly("properties"), .readOnly("creation_context"),
        ]
    }

    /// Azure ML's default type is `uri_folder`; a local file says for itself that it is one.
    package static func finish(_ draft: Draft, root: DocumentNode, reading: Reading) -> DataSpec {
        var type = draft.type ?? .uriFolder
        if case .local(let path) = draft.location, let kind = FilePlace.kind(of: path) {
            if draft.type == nil, kind == .file { type = .uriFile }
            reading.check(type, against: kind, path: path, at: (root["path"] ?? root).position)
            if type == .mltable { reading.checkMLTable(in: path, at: (root["path"] ?? root).position) }
        }
        return DataSpec(
            name: draft.name ?? "", version: draft.version, type: type, location: draft.location ?? .local("/"),
            description: draft.description, tags: draft.tags)
    }
}

extension Reading {
    fileprivate func dataType(_ node: DocumentNode) -> AssetType? {
        let types: [AssetType] = [.uriFile, .uriFolder, .mltable]
        guard let text = text(node, "type") else { return nil }
        if let type = types.first(where: { $0.rawValue == text.lowercased() }) { return type }
        reportChoice(text, "type", among: types.map(\.rawValue), at: node.position)
        return nil
    }
}
