import Domain
import Foundation

/// A kind of document. The conforming type lists its fields; reading, overriding and reporting are the same for all.
package protocol Document {
    /// What the fields fill in, one after the other.
    associatedtype Draft
    associatedtype Value
    /// With its article's noun in lower case: `command job`.
    static var noun: String { get }
    /// The names of `$schema` this kind goes by, in lower case without `.schema.json`.
    static var schemas: Set<String> { get }
    static var fields: [Field<Draft>] { get }
    /// Azure ML's defaults.
    static func blank() -> Draft
    /// Says so and returns false when the document is of another kind, whose fields would all be unknown here.
    static func recognises(_ root: DocumentNode, reading: Reading) -> Bool
    /// The file's text as nodes; YAML unless the kind says otherwise.
    static func nodes(of source: SourceText, diagnostics: Diagnostics) -> DocumentNode?
    /// The value that nodes hold; nil when they are of another kind, which is said.
    static func value(of root: DocumentNode, reading: Reading) -> Value?
    /// Required fields that this document may leave out.
    static func waived(in root: DocumentNode) -> Set<String>
    /// The checks that need more than one field, and the value.
    static func finish(_ draft: Draft, root: DocumentNode, reading: Reading) -> Value
}

extension Document {
    /// Some thirty years in seconds: more than anybody waits, and nowhere near what arithmetic cannot hold.
    static var longestTime: Int { 1_000_000_000 }

    package static func recognises(_ root: DocumentNode, reading: Reading) -> Bool {
        SchemaName.accepts(root, for: schemas, noun: noun, reading: reading)
    }

    package static func waived(in root: DocumentNode) -> Set<String> { [] }

    package static func nodes(of source: SourceText, diagnostics: Diagnostics) -> DocumentNode? {
        YAMLReader.read(source, diagnostics: diagnostics)
    }

    package static var outline: [FieldOutline] { fields.map(\.outline) }

    /// Reads a file. Throws `DocumentError` with everything that is wrong.
    /// - Parameters:
    ///   - overrides: `--set` arguments, `path=value`.
    ///   - flags: values that flags of their own give, by path (`name`, `limits.timeout`); they win over the file.
    ///     Relative paths in them are meant against the current folder.
    ///   - fallback: the same for what the file leaves out.
    package static func read(
        file: String, overrides: [String] = [], flags: [String: String] = [:], fallback: [String: String] = [:]
    ) throws -> Parsed<Value> {
        let diagnostics = Diagnostics()
        let source = SourceText.read(file: file, shownAs: file, diagnostics: diagnostics)
        return try parse(
            source, name: file, Overrides(sets: overrides, flags: flags, fallback: fallback), diagnostics)
    }

    /// Reads text as if it stood in `file`, whose folder relative paths are meant against.
    package static func read(
        text: String, file: String, overrides: [String] = [], flags: [String: String] = [:],
        fallback: [String: String] = [:]
    ) throws -> Parsed<Value> {
        let diagnostics = Diagnostics()
        let source = SourceText.decode(Data(text.utf8), name: file, diagnostics: diagnostics)
        return try parse(
            source, name: file, Overrides(sets: overrides, flags: flags, fallback: fallback), diagnostics)
    }

    /// Reads bytes as if they stood in `file`.
    package static func read(bytes: [UInt8], file: String) throws -> Parsed<Value> {
        let diagnostics = Diagnostics()
        let source = SourceText.decode(Data(bytes), name: file, diagnostics: diagnostics)
        return try parse(source, name: file, Overrides(sets: [], flags: [:], fallback: [:]), diagnostics)
    }

    /// Makes the value from flags alone, by the same rules as a file.
    package static func read(flags: [String: String], overrides: [String] = []) throws -> Parsed<Value> {
        let diagnostics = Diagnostics()
        let overrides = Overrides(sets: overrides, flags: flags, fallback: [:])
        let source = "command line"
        let reading = Reading(
            source: source, folder: FileManager.default.currentDirectoryPath, text: nil, diagnostics: diagnostics)
        return try parse(DocumentNode(content: .mapping([]), position: .flag(source)), reading, overrides)
    }

    private static func parse(
        _ source: SourceText?, name: String, _ overrides: Overrides, _ diagnostics: Diagnostics
    ) throws -> Parsed<Value> {
        guard let source else { throw DocumentError(diagnostics.sorted(mainSource: name)) }
        guard let root = nodes(of: source, diagnostics: diagnostics) else {
            if !diagnostics.hasErrors {
                diagnostics.error(
                    "the file is empty", at: SourcePosition(name, line: 1, column: 1),
                    hint: "it should describe \(noun.withArticle)")
            }
            throw DocumentError(diagnostics.sorted(mainSource: name))
        }
        let path = FilePlace.absolute(name, in: FileManager.default.currentDirectoryPath)
        let reading = Reading(
            source: name, folder: FilePlace.folder(of: path), text: source, diagnostics: diagnostics)
        return try parse(root, reading, overrides)
    }

    private static func parse(
        _ root: DocumentNode, _ reading: Reading, _ overrides: Overrides
    ) throws -> Parsed<Value> {
        let diagnostics = reading.diagnostics
        let root = overrides.applied(to: root, diagnostics: diagnostics)
        let result = value(of: root, reading: reading)
        let all = diagnostics.sorted(mainSource: reading.source)
        guard let result, !diagnostics.hasErrors else { throw DocumentError(all) }
        return Parsed(result, warnings: all)
    }

    package static func value(of root: DocumentNode, reading: Reading) -> Value? {
        guard root.entries != nil else {
            reading.diagnostics.error(
                "\(noun.withArticle) must be a map of fields, not \(root.kind)", at: root.position)
            return nil
        }
        guard recognises(root, reading: reading) else { return nil }
        var draft = blank()
        reading.metIgnored = false
        reading.fill(&draft, from: root, with: fields, noun: noun.withArticle, waived: waived(in: root))
        if reading.metIgnored { GrammarCheck.checkIgnored(root, of: Self.self, reading: reading) }
        return finish(draft, root: root, reading: reading)
    }
}
