import Domain
import Foundation

/// Paths and references.
extension Reading {
    /// The absolute path of a local file or folder that must be there. Paths given by a flag are meant against the
    /// folder the command is run in, all others against the document's.
    func existingPath(
        _ node: DocumentNode, _ field: String, allowing kinds: Set<FilePlace.Kind> = [.file, .folder]
    ) -> String? {
        guard let text = text(node, field) else { return nil }
        let path = absolute(text, at: node.position)
        guard let kind = FilePlace.kind(of: path) else {
            diagnostics.error("\"\(field)\" names '\(path)', which does not exist", at: node.position)
            return nil
        }
        guard kinds.contains(kind) else {
            let found = kind == .file ? "a file" : "a folder"
            let wanted = kind == .file ? "a folder" : "a file"
            diagnostics.error("\"\(field)\" names '\(path)', which is \(found), not \(wanted)", at: node.position)
            return nil
        }
        return path
    }

    func absolute(_ path: String, at position: SourcePosition) -> String {
        let isOwnFlag = position.isFlag && !position.source.hasPrefix("--set ")
        let bare = path.removing(prefix: "file://") ?? path.removing(prefix: "file:") ?? path
        return FilePlace.absolute(bare, in: isOwnFlag ? FileManager.default.currentDirectoryPath : folder)
    }

    static func isLocal(_ text: String) -> Bool {
        if text.hasPrefix("file:") { return true }
        return !text.contains("://") && !text.hasPrefix("azureml:") && !text.hasPrefix("runs:/")
    }

    /// Where data, a model or an output lies. A local path becomes absolute and, unless the job makes it, must exist.
    func location(_ node: DocumentNode, _ field: String, mustExist: Bool = true) -> DataLocation? {
        guard let text = text(node, field) else { return nil }
        if Self.isLocal(text) {
            guard mustExist else { return .local(absolute(text, at: node.position)) }
            return existingPath(node, field).map { .local($0) }
        }
        return checked(at: node.position) { try DataLocation(parsing: Self.shortened(text)) }
    }

    /// `azureml:name:version`, `azureml:name@label` or a registry URI; anything else is told how to write it.
    func assetReference(_ node: DocumentNode, _ field: String) -> AssetReference? {
        guard let text = text(node, field) else { return nil }
        guard text.hasPrefix("azureml:") else {
            let isReference = text.contains(":") || text.contains("@")
            diagnostics.error(
                "\"\(text)\" is not a reference", at: node.position,
                hint: isReference ? "write azureml:\(text)" : "write azureml:NAME:VERSION or azureml:NAME@latest")
            return nil
        }
        return checked(at: node.position) {
            let reference = try AssetReference(parsing: Self.shortened(text))
            try NameRule.asset(field).check(reference.name)
            return reference
        }
    }

    /// An ARM id, `azureml:/subscriptions/…/models/N/versions/V`, says no more here than its tail.
    static func shortened(_ text: String) -> String {
        guard text.hasPrefix("azureml:/subscriptions/") else { return text }
        let parts = text.split(separator: "/").map(String.init)
        if parts.count >= 3, parts[parts.count - 2] == "versions" {
            return "azureml:\(parts[parts.count - 3]):\(parts[parts.count - 1])"
        }
        return "azureml:\(parts.last ?? "")"
    }
}
