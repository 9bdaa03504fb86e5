package import Domain

/// The file `MLTable` of a data asset of type `mltable`.
package enum MLTableDocument: Document {
    package static let noun = "MLTable"
    package static let schemas: Set<String> = ["mltable"]

    package static func blank() -> MLTable { MLTable() }

    package static var fields: [Field<MLTable>] {
        [
            .readOnly("$schema"),
            .custom("type") { _, entry, reading in
                guard let text = reading.text(entry.value, "type"), text != "mltable" else { return }
                reading.reportChoice(text, "type", among: ["mltable"], at: entry.value.position)
            },
            .custom("paths", required: true, children: ["file", "folder", "pattern"].map { FieldOutline($0, .works) }) {
                $0.sources = $2.tableSources($1.value)
            },
            .custom("transformations") { $2.transformations($1.value, into: &$0) },
            .readOnly("metadata"), .readOnly("traits"),
        ]
    }

    /// The `MLTable` file of a folder. Throws `DocumentError` with all that is wrong with it. Blocks.
    package static func read(folder: String) throws -> MLTable { try read(file: "\(folder)/MLTable").value }

    package static func finish(_ draft: MLTable, root: DocumentNode, reading: Reading) -> MLTable { draft }
}

extension Reading {
    /// Checks the `MLTable` of a folder that a document names at `position`; nil when it is wrong.
    @discardableResult
    func checkMLTable(in folder: String, at position: SourcePosition) -> MLTable? {
        let path = folder + "/MLTable"
        guard FilePlace.kind(of: path) == .file else {
            diagnostics.error(
                "'\(shownName(of: folder))' has no file MLTable", at: position,
                hint: "write one, or use type uri_folder")
            return nil
        }
        guard let nested = nestedDocument(at: path, wantedAt: position) else { return nil }
        let before = diagnostics.errorCount
        var table = MLTableDocument.blank()
        nested.reading.fill(
            &table, from: nested.root, with: MLTableDocument.fields, noun: MLTableDocument.noun.withArticle)
        return diagnostics.errorCount == before ? table : nil
    }

    /// `- file: ./x.csv`, `- folder: ./x`, `- pattern: ./*.csv`
    fileprivate func tableSources(_ node: DocumentNode) -> [MLTable.Source] {
        guard case .sequence(let items) = node.content, !items.isEmpty else {
            diagnostics.error("\"paths\" must be a list of paths, not \(node.kind)", at: node.position)
            return []
        }
        return items.compactMap { item in
            guard let entries = item.entries, entries.count == 1, let entry = entries.first else {
                diagnostics.error(
                    "a path must be one of file, folder and pattern", at: item.position, hint: "write \"- file: PATH\"")
                return nil
            }
            switch entry.key {
            case "file": return place(entry, .file).map { .file($0) }
            case "folder": return place(entry, .folder).map { .folder($0) }
            case "pattern":
                return text(entry.value, "pattern").map {
                    .pattern(Self.isLocal($0) ? absolute($0, at: entry.value.position) : $0)
                }
            default:
                reportChoice(entry.key, "paths", among: ["file", "folder", "pattern"], at: entry.position)
                return nil
            }
        }
    }

    private func place(_ entry: DocumentEntry, _ kind: FilePlace.Kind) -> String? {
        guard let written = text(entry.value, entry.key) else { return nil }
        return Self.isLocal(written) ? existingPath(entry.value, entry.key, allowing: [kind]) : written
    }
}
