import Domain

/// What `$schema` says a document is. Only its last part counts: `…/latest/commandJob.schema.json` and
/// `http://azureml/sdk-2-0/CommandJob.json` are the same.
enum SchemaName {
    /// `commandjob`; nil where there is no `$schema`.
    static func of(_ root: DocumentNode) -> String? {
        guard let text = root["$schema"]?.scalar?.text else { return nil }
        let tail = text.split(separator: "/").last.map { String($0).lowercased() } ?? ""
        return String(tail.prefix { $0 != "." })
    }

    static func accepts(_ root: DocumentNode, for own: Set<String>, noun: String, reading: Reading) -> Bool {
        guard let node = root["$schema"], let name = of(root), !own.contains(name),
            let kind = AzureKind.named(inSchemaOf: root)?.first?.noun, kind != noun
        else { return true }
        reading.diagnostics.error(
            "this describes \(kind.withArticle), not \(noun.withArticle)", at: node.position,
            hint: "give the file to the command for its kind, or correct \"$schema\"")
        return false
    }
}
