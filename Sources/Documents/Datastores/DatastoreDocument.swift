package import Domain

/// A datastore (`azureBlob.schema.json` and its kin), or Atelier's own `type: local_file` with a `path`.
package enum DatastoreDocument: Document {
    package struct Draft {
        var name: DatastoreName?
        var type: DatastoreType?
        var settings: [String: String] = [:]
        var description: String?
        var tags: [String: String] = [:]
        var credentials: DatastoreCredentials?
    }

    package static let noun = "datastore"
    package static let schemas: Set<String> = [
        "azureblob", "azurefile", "azuredatalakegen1", "azuredatalakegen2", "onelake", "localfile",
    ]

    package static func blank() -> Draft { Draft() }

    package static var fields: [Field<Draft>] {
        [
            .readOnly("$schema"),
            .name("name", \.name, rule: .asset("datastore"), required: true),
            .choice("type", \.type),
            .text("description", \.description),
            .textMap("tags", \.tags),
            .custom("path") { draft, entry, reading in
                draft.settings["path"] = reading.existingPath(entry.value, "path", allowing: [.folder])
            },
        ]
            + [
                "account_name", "container_name", "file_share_name", "filesystem", "store_name",
                "one_lake_workspace_name", "endpoint", "protocol",
            ].map { name in
                .custom(name) { draft, entry, reading in
                    draft.settings[name] = reading.text(entry.value, name)
                }.kept
            }
            + [
                .custom("artifact", children: artifact.map(\.outline)) { draft, entry, reading in
                    reading.fill(&draft, from: entry.value, with: artifact, noun: "\"artifact\"")
                }.kept,
                .custom("credentials", children: credentials.map(\.outline)) { draft, entry, reading in
                    draft.credentials = reading.datastoreCredentials(entry.value)
                }.kept,
                .readOnly("id"), .readOnly("is_default"), .readOnly("properties"), .readOnly("creation_context"),
            ]
    }

    private static var artifact: [Field<Draft>] {
        [
            .custom("name", required: true) { draft, entry, reading in
                draft.settings["artifact"] = reading.text(entry.value, "name")
            }.kept,
            .custom("type") { _, entry, reading in
                guard let text = reading.text(entry.value, "type"), text.lowercased() != "lake_house" else { return }
                reading.reportChoice(text, "type", among: ["lake_house"], at: entry.value.position)
            }.kept,
        ]
    }

    static let secrets = [
        "account_key", "sas_token", "client_id", "client_secret", "tenant_id", "thumbprint", "certificate",
        "authority_url", "authority_uri", "resource_url",
    ]

    static var credentials: [Field<[String: String]>] {
        secrets.map { name in
            .custom(name) { values, entry, reading in values[name] = reading.text(entry.value, name) }.kept
        }
    }

    package static func finish(_ draft: Draft, root: DocumentNode, reading: Reading) -> DatastoreSpec {
        guard let type = draft.type ?? reading.datastoreType(root) else {
            return DatastoreSpec(name: draft.name ?? "", type: .localFile, settings: [:])
        }
        let known = type.required + type.optional
        for entry in root.entries ?? [] where Self.placeFields.contains(entry.key) && !known.contains(entry.key) {
            reading.diagnostics.error(
                "field \"\(entry.key)\" is not of a datastore of type \(type.rawValue)", at: entry.position,
                hint: "its own are \(known.joined(separator: ", "))")
        }
        let strangers = (root.entries ?? []).map(\.key).filter { key in !fields.contains { $0.name == key } }
        for field in type.required where root[field] == nil {
            guard !strangers.contains(where: { EditDistance.nearest(to: $0, among: [field]) != nil }) else { continue }
            reading.diagnostics.error(
                "field \"\(field)\" of a datastore of type \(type.rawValue) is missing", at: root.position)
        }
        if let credentials = draft.credentials, !type.credentials.contains(credentials.kind),
            let node = root["credentials"]
        {
            let kinds = type.credentials.map(\.rawValue).joined(separator: " or ")
            reading.diagnostics.error(
                "a datastore of type \(type.rawValue) takes no credentials of kind \(credentials.kind.rawValue)",
                at: node.position, hint: kinds.isEmpty ? "leave them out" : "it takes \(kinds)")
        }
        return DatastoreSpec(
            name: draft.name ?? "", type: type, settings: type.completed(draft.settings),
            description: draft.description, tags: draft.tags, credentials: draft.credentials)
    }

    /// What says where a datastore is.
    private static let placeFields = Set(DatastoreType.allCases.flatMap { $0.required + $0.optional })
}

extension AzureKind {
    package init(_ type: DatastoreType) {
        switch type {
        case .localFile: self = .localFile
        case .azureBlob: self = .azureBlob
        case .azureFile: self = .azureFile
        case .azureDataLakeGen1: self = .azureDataLakeGen1
        case .azureDataLakeGen2: self = .azureDataLakeGen2
        case .oneLake: self = .oneLake
        }
    }
}

extension DatastoreType {
    /// With Azure's defaults for its public cloud.
    fileprivate func completed(_ settings: [String: String]) -> [String: String] {
        guard optional.contains("protocol") else { return settings }
        let usual = ["endpoint": "core.windows.net", "protocol": "https"]
        return settings.merging(usual) { given, _ in given }
    }
}

extension Reading {
    /// Without `type`, a path alone says that it is a folder; all else must be told.
    fileprivate func datastoreType(_ root: DocumentNode) -> DatastoreType? {
        guard root["type"] == nil else { return nil }
        if root["path"] != nil { return .localFile }
        diagnostics.error(
            "field \"type\" of a datastore is missing", at: root.position,
            hint: "use one of: \(DatastoreType.allCases.map(\.rawValue).joined(separator: ", "))")
        return nil
    }

    /// `{}` is none; what is given says of which kind they are.
    fileprivate func datastoreCredentials(_ node: DocumentNode) -> DatastoreCredentials? {
        let before = diagnostics.all.count
        var values: [String: String] = [:]
        fill(&values, from: node, with: DatastoreDocument.credentials, noun: "\"credentials\"")
        guard !values.isEmpty, diagnostics.all.count == before else { return nil }
        let kind: DatastoreCredentials.Kind =
            if values["account_key"] != nil {
                .accountKey
            } else if values["sas_token"] != nil {
                .sasToken
            } else if values["thumbprint"] != nil || values["certificate"] != nil {
                .certificate
            } else {
                .servicePrincipal
            }
        for field in kind.required where values[field] == nil {
            diagnostics.error("field \"\(field)\" of \"credentials\" is missing", at: node.position)
        }
        for entry in node.entries ?? [] where !(kind.required + kind.optional).contains(entry.key) {
            diagnostics.error(
                "field \"\(entry.key)\" does not go with \(kind.required.joined(separator: ", "))", at: entry.position)
        }
        return DatastoreCredentials(kind: kind, values: values)
    }
}
