import Domain
import Foundation

/// What there is to say about a file that Azure ML's command line would read, whatever its kind.
package struct Verdict: Sendable {
    /// A diagnostic, and what in the document it is about.
    package struct Finding: Sendable {
        package let diagnostic: Diagnostic
        /// `jobs.train.inputs.data`; `*` for the whole document and for other files.
        package let path: String
        /// The single value that stands there.
        package let value: String?
    }

    package let file: String
    /// Nil when nobody can tell.
    package let kind: AzureKind?
    /// Sorted by position.
    package let findings: [Finding]

    package var diagnostics: [Diagnostic] { findings.map(\.diagnostic) }
    package var isValid: Bool { !diagnostics.contains { $0.severity == .error } }

    /// - Parameters:
    ///   - kinds: what the file may be; nil where it says so itself.
    ///   - overrides: `--set` arguments, `path=value`.
    package static func of(
        file: String, among kinds: [AzureKind]? = nil, overrides: [String] = []
    ) -> Verdict {
        let diagnostics = Diagnostics()
        let inspection = Inspection()
        var kind: AzureKind?
        var root: DocumentNode?
        if let text = SourceText.read(file: file, shownAs: file, diagnostics: diagnostics) {
            let start = SourcePosition(file, line: 1, column: 1)
            root = YAMLReader.read(text, diagnostics: diagnostics)
            if root == nil, !diagnostics.hasErrors { diagnostics.error("the file is empty", at: start) }
            let path = FilePlace.absolute(file, in: FileManager.default.currentDirectoryPath)
            let reading = Reading(
                source: file, folder: FilePlace.folder(of: path), text: text, diagnostics: diagnostics)
            root = root.map {
                Overrides(sets: overrides, flags: [:], fallback: [:]).applied(to: $0, diagnostics: diagnostics)
            }
            if let root {
                kind = Self.kind(of: root, among: kinds, inspection.grammar, reading)
                if let kind {
                    GrammarCheck(inspection: inspection, reading: reading, trail: [path]).check(root, as: kind)
                }
            }
        }
        for doubt in inspection.doubts where !diagnostics.hasError(at: doubt.position) { diagnostics.take(doubt) }
        return Verdict(
            file: file, kind: kind,
            findings: diagnostics.sorted(mainSource: file).map { Finding($0, in: root) })
    }

    static func kind(
        of root: DocumentNode, among kinds: [AzureKind]?, _ grammar: Grammar, _ reading: Reading
    ) -> AzureKind? {
        guard root.entries != nil else {
            reading.diagnostics.error("a document must be a map of fields, not \(root.kind)", at: root.position)
            return nil
        }
        if let kind = AzureKind.recognised(in: root, among: kinds ?? AzureKind.allCases, grammar: grammar) {
            if let named = AzureKind.named(inSchemaOf: root), !named.contains(kind), let schema = root["$schema"] {
                reading.diagnostics.warning(
                    "this is \(kind.noun.withArticle), and \"$schema\" names \(named[0].noun.withArticle)",
                    at: schema.position)
            }
            return kind
        }
        let place = root["$schema"]?.position ?? root.position
        if AzureKind.isFlow(root) {
            reading.diagnostics.error(
                "this is a prompt flow, and those are not checked", at: place,
                hint: "check the deployment or the pipeline that names it", code: .unsupported)
            return nil
        }
        if let named = AzureKind.named(inSchemaOf: root)?.first, let kinds, let wanted = kinds.first {
            reading.diagnostics.error(
                "this describes \(named.noun.withArticle), not \(wanted.noun.withArticle)", at: place,
                hint: "use 'atelier validate', or correct \"$schema\"")
        } else {
            reading.diagnostics.error(
                "nothing here tells what this describes", at: place,
                hint: "write \"$schema\" or \"type\", or use the 'validate' of its group")
        }
        return nil
    }
}

extension Verdict.Finding {
    fileprivate init(_ diagnostic: Diagnostic, in root: DocumentNode?) {
        // A map and the first key in it stand at one place.
        let isAboutMap = diagnostic.message.hasPrefix("field ") && diagnostic.message.hasSuffix(" is missing")
        let found = root?.found(at: diagnostic.position, isAboutMap: isAboutMap)
        self.init(
            diagnostic: diagnostic, path: found.map { $0.path.joined(separator: ".") } ?? "*",
            value: found?.node.scalar?.text)
    }
}

extension DocumentNode {
    /// The way from the root to the value that stands, or whose key stands, at a place.
    fileprivate func found(at place: SourcePosition, isAboutMap: Bool) -> (path: [String], node: DocumentNode)? {
        for (key, position, value) in children {
            let isHere = value.position == place && (isAboutMap || value.children.isEmpty)
            if isHere || position == place && !isAboutMap { return ([key], value) }
            if let inner = value.found(at: place, isAboutMap: isAboutMap) { return ([key] + inner.path, inner.node) }
        }
        return nil
    }

    private var children: [(key: String, position: SourcePosition, value: DocumentNode)] {
        switch content {
        case .scalar: []
        case .mapping(let entries): entries.map { ($0.key, $0.position, $0.value) }
        case .sequence(let nodes): nodes.enumerated().map { ("\($0)", $1.position, $1) }
        }
    }
}
