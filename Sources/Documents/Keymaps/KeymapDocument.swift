import Foundation

/// `keymap.toml`. It has no fields of its own: every name in it is an action's, with or without quotes around its dots.
package enum KeymapDocument {
    /// Reads bytes as if they stood in `file`. Throws `DocumentError` with everything that is wrong.
    package static func read(bytes: [UInt8], file: String) throws -> KeymapFile {
        let diagnostics = Diagnostics()
        let source = SourceText.decode(Data(bytes), name: file, diagnostics: diagnostics)
        var keymap = KeymapFile()
        if let source, let root = TOMLReader.read(source, diagnostics: diagnostics) {
            collect(root, [], &keymap, diagnostics)
        }
        guard !diagnostics.hasErrors else { throw DocumentError(diagnostics.sorted(mainSource: file)) }
        return keymap
    }

    private static func collect(
        _ table: DocumentNode, _ path: [String], _ keymap: inout KeymapFile, _ diagnostics: Diagnostics
    ) {
        for entry in table.entries ?? [] {
            let path = path + [entry.key]
            if entry.value.entries != nil {
                collect(entry.value, path, &keymap, diagnostics)
                continue
            }
            let action = PlacedWord(text: path.joined(separator: "."), position: entry.position)
            guard let keys = keys(entry.value) else {
                diagnostics.error(
                    "the keys of \"\(action.text)\" must be a list of texts", at: entry.value.position,
                    hint: "write \"\(action.text)\" = [\"x\"], or [] for no key")
                continue
            }
            keymap.entries.append(KeymapFile.Entry(action: action, keys: keys))
        }
    }

    /// A list, or one text for a list of one; nil when it is neither.
    private static func keys(_ node: DocumentNode) -> [PlacedWord]? {
        var nodes = [node]
        if case .sequence(let elements) = node.content { nodes = elements }
        let words = nodes.compactMap { node in
            node.kind == "text" ? node.scalar.map { PlacedWord(text: $0.text, position: node.position) } : nil
        }
        return words.count == nodes.count ? words : nil
    }
}
