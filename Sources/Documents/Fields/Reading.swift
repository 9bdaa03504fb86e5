import Domain

/// One reading of one file: where it lies, and what was found wrong with it.
package final class Reading {
    /// The file as the user named it; diagnostics print it.
    let source: String
    /// The folder that relative paths in the file are meant against.
    let folder: String
    let diagnostics: Diagnostics
    private var text: SourceText?
    /// Whether a field was met that is known and not honoured: nobody has looked into it.
    var metIgnored = false

    init(source: String, folder: String, text: SourceText?, diagnostics: Diagnostics) {
        self.source = source
        self.folder = folder
        self.text = text
        self.diagnostics = diagnostics
    }

    /// The same reading, heard by nobody.
    func silenced(keepingText: Bool = false) -> Reading {
        Reading(source: source, folder: folder, text: keepingText ? text : nil, diagnostics: Diagnostics())
    }

    /// What diagnostics call another file: beside the document, so named beside it; elsewhere, by its whole path.
    func shownName(of path: String) -> String {
        guard let inside = path.removing(prefix: folder + "/"), !source.hasPrefix("/") else { return path }
        let parts = source.split(separator: "/").dropLast().map(String.init)
        return (parts + [inside]).joined(separator: "/")
    }

    /// The place of `needle` at or after a node's own place, for pointing into long values.
    func place(of needle: String, from start: SourcePosition) -> SourcePosition {
        text?.find(needle, from: start) ?? start
    }

    // MARK: Maps of fields

    /// Reads a map's entries by the declared fields, reporting what is missing and what nobody knows.
    ///
    /// - Parameter waived: required fields that this one map may leave out.
    func fill<Target>(
        _ target: inout Target, from node: DocumentNode, with fields: [Field<Target>], noun: String,
        waived: Set<String> = []
    ) {
        guard let entries = node.entries else {
            diagnostics.error("\(noun) must be a map of fields, not \(node.kind)", at: node.position)
            return
        }
        let known = Dictionary(fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var met = Set(entries.map(\.key))
        for entry in entries {
            guard let field = known[entry.key] else {
                let candidates = fields.filter { $0.outline.support != .readOnly && !met.contains($0.name) }.map(\.name)
                let meant = EditDistance.nearest(to: entry.key, among: candidates)
                if let meant { met.insert(meant) }
                diagnostics.error(
                    "unknown field \"\(entry.key)\"" + Self.suggestion(meant), at: entry.position)
                continue
            }
            if entry.value.isNull, [.works, .kept].contains(field.outline.support) {
                if field.isRequired, !waived.contains(field.name) {
                    diagnostics.error("field \"\(field.name)\" has no value", at: entry.position)
                }
                continue
            }
            field.read(&target, entry, self)
        }
        for field in fields where field.isRequired && !met.contains(field.name) && !waived.contains(field.name) {
            diagnostics.error(
                "field \"\(field.name)\" of \(noun) is missing", at: node.position, hint: Self.advice(onMissing: field.name))
        }
    }

    /// A field that scripts give by a flag of its own, more often than not.
    static func advice(onMissing field: String) -> String? {
        field == "endpoint_name" ? "write it, or give --endpoint-name" : nil
    }

    static func suggestion(_ candidate: String?) -> String {
        candidate.map { ", did you mean \"\($0)\"?" } ?? ""
    }
}
