/// What one look at a document shares with the looks at the files that it names.
final class Inspection {
    struct File {
        let root: DocumentNode
        let text: SourceText
    }

    /// What a single value of a document stands for.
    enum Meaning {
        /// A file or folder of this box, by its absolute path.
        case place(String)
        /// What stands in the file that it names.
        case content(DocumentNode)
    }

    private struct Written: Hashable {
        let position: SourcePosition
        let text: String
    }

    let grammar = Grammar()
    /// What Azure ML refuses and Atelier takes.
    private(set) var doubts: [Diagnostic] = []
    private var meanings: [Written: Meaning] = [:]
    private var files: [String: (file: File?, heard: Diagnostics)] = [:]

    func doubt(_ message: String, at position: SourcePosition, hint: String?) {
        let diagnostic = Diagnostic(.warning, "Azure ML refuses this: \(message)", hint: hint, at: position)
        if !doubts.contains(diagnostic) { doubts.append(diagnostic) }
    }

    func note(_ node: DocumentNode, _ meaning: Meaning) {
        guard let text = node.scalar?.text else { return }
        meanings[Written(position: node.position, text: text)] = meaning
    }

    /// Nil for what is no more than its text, and for what nothing has judged.
    func meaning(of node: DocumentNode) -> Meaning? {
        node.scalar.flatMap { meanings[Written(position: node.position, text: $0.text)] }
    }

    /// The YAML at a path, read once; nil when it cannot be read, which is said.
    func file(
        at path: String, shownAs shown: String, wantedAt place: SourcePosition, _ diagnostics: Diagnostics
    ) -> File? {
        let known = files[path] ?? read(path, shownAs: shown, wantedAt: place)
        files[path] = known
        diagnostics.take(known.heard)
        return known.file
    }

    private func read(
        _ path: String, shownAs shown: String, wantedAt place: SourcePosition
    ) -> (file: File?, heard: Diagnostics) {
        let heard = Diagnostics()
        guard let text = SourceText.read(file: path, shownAs: shown, diagnostics: heard, wantedAt: place) else {
            return (nil, heard)
        }
        let root = YAMLReader.read(text, diagnostics: heard)
        if root == nil, !heard.hasErrors { heard.error("'\(shown)' is empty", at: place) }
        return (root.map { File(root: $0, text: text) }, heard)
    }
}
