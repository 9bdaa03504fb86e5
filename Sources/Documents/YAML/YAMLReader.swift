import Domain
import Yams

/// Turns YAML text into nodes that know their place. The text is not trusted: size, depth and expansion are bounded,
/// tags that would build objects are refused, and every way to be wrong ends in a diagnostic.
struct YAMLReader {
    static let depthLimit = 64
    static let nodeLimit = 10_000

    private let name: String
    private let diagnostics: Diagnostics
    /// The first characters that `compose` had to mask in keys that occur twice, by where they stand.
    private var masked: [SourcePosition: Unicode.Scalar] = [:]
    private var nodes = 0
    private var isOverLimit = false

    private init(name: String, diagnostics: Diagnostics) {
        self.name = name
        self.diagnostics = diagnostics
    }

    /// Nil when the text holds nothing, or nothing that can be read; the diagnostics say which.
    static func read(_ source: SourceText, diagnostics: Diagnostics) -> DocumentNode? {
        var reader = YAMLReader(name: source.name, diagnostics: diagnostics)
        guard let root = reader.compose(source.text) else { return nil }
        let node = reader.convert(root, depth: 1)
        return reader.isOverLimit ? nil : node
    }

    // MARK: Composing

    private mutating func compose(_ text: String) -> Node? {
        if let offset = AliasBudget.overrun(in: text) {
            let before = String(text.unicodeScalars.prefix(offset))
            diagnostics.error(
                "the aliases of this file expand too far", at: SourceText.end(of: before, name: name),
                hint: "write the values out")
            return nil
        }
        var text = Self.padded(text)
        // The parser stops at the first mapping with a key written twice. Masking that key's first character lets it
        // go on, so that everything else is told about too.
        while true {
            do {
                return try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                guard mask(at: context.mark, in: &text) else {
                    let key = keys.first ?? "?"
                    diagnostics.error("the key \"\(key)\" is written twice", at: position(context.mark))
                    return nil
                }
            } catch {
                YAMLSentence.report(error, in: text, name: name, diagnostics: diagnostics)
                return nil
            }
        }
    }

    /// The parser keeps a pointer into the string, which Swift stores in place when it is 15 bytes or shorter.
    private static func padded(_ text: String) -> String {
        var text = text
        if text.utf8.count < 32 { text += String(repeating: "\n", count: 32) }
        text.makeContiguousUTF8()
        return text
    }

    private static let mask: Unicode.Scalar = "\u{E000}"

    private mutating func mask(at mark: Mark, in text: inout String) -> Bool {
        guard masked.count < 100 else { return false }
        var scalars = Array(text.unicodeScalars)
        var line = 1
        var index = 0
        while line < mark.line, index < scalars.count {
            if scalars[index] == "\n" { line += 1 }
            index += 1
        }
        index += mark.column - 1
        if index < scalars.count, scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
        guard index < scalars.count, Self.isMaskable(scalars[index]) else { return false }
        let place = position(mark)
        masked[place] = scalars[index]
        scalars[index] = Unicode.Scalar(Self.mask.value + UInt32(masked.count)) ?? Self.mask
        text = String(String.UnicodeScalarView(scalars))
        text.makeContiguousUTF8()
        return true
    }

    private static func isMaskable(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "_.$/<".unicodeScalars.contains(scalar)
    }

    private func position(_ mark: Mark?) -> SourcePosition {
        SourcePosition(name, line: mark?.line ?? 1, column: mark?.column ?? 1)
    }

    // MARK: Converting

    private mutating func convert(_ node: Node, depth: Int) -> DocumentNode {
        let place = position(node.mark)
        let nothing = DocumentNode(content: .scalar(YAMLScalar(text: "", isPlain: true)), position: place)
        nodes += 1
        guard !isOverLimit else { return nothing }
        guard depth <= Self.depthLimit else {
            return stop("the nesting goes deeper than \(Self.depthLimit) levels", at: place, leaving: nothing)
        }
        guard nodes <= Self.nodeLimit else {
            return stop(
                "the document has more than \(Self.nodeLimit) values once its aliases are expanded", at: place,
                leaving: nothing)
        }
        switch node {
        case .scalar(let scalar):
            return DocumentNode(content: .scalar(convert(scalar, at: place)), position: place)
        case .sequence(let sequence):
            check(tag: sequence.tag, allowed: ["", "!", "tag:yaml.org,2002:seq"], at: place)
            return DocumentNode(content: .sequence(sequence.map { convert($0, depth: depth + 1) }), position: place)
        case .mapping(let mapping):
            check(tag: mapping.tag, allowed: ["", "!", "tag:yaml.org,2002:map"], at: place)
            return DocumentNode(content: .mapping(entries(of: mapping, depth: depth)), position: place)
        case .alias:
            return nothing
        }
    }

    private mutating func stop(
        _ message: String, at place: SourcePosition, leaving node: DocumentNode
    ) -> DocumentNode {
        isOverLimit = true
        diagnostics.error(message, at: place, hint: "flatten it")
        return node
    }

    private func convert(_ scalar: Node.Scalar, at place: SourcePosition) -> YAMLScalar {
        let tag = scalar.tag.rawValue
        switch tag {
        case "", "!":
            return YAMLScalar(text: scalar.string, isPlain: tag == "" && scalar.style == .plain)
        case "tag:yaml.org,2002:str":
            return YAMLScalar(text: scalar.string, isPlain: false)
        case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null",
            "tag:yaml.org,2002:timestamp":
            return YAMLScalar(text: scalar.string, isPlain: true)
        default:
            check(tag: scalar.tag, allowed: [], at: place)
            return YAMLScalar(text: scalar.string, isPlain: false)
        }
    }

    private func check(tag: Tag, allowed: [String], at place: SourcePosition) {
        guard !allowed.contains(tag.rawValue) else { return }
        let written = tag.rawValue.removing(prefix: "tag:yaml.org,2002:").map { "!!" + $0 } ?? tag.rawValue
        diagnostics.error("the tag \"\(written)\" is refused", at: place, hint: "write the value without a tag")
    }

    private mutating func entries(of mapping: Node.Mapping, depth: Int) -> [DocumentEntry] {
        var own: [DocumentEntry] = []
        var merged: [DocumentEntry] = []
        var firstPlace: [String: SourcePosition] = [:]
        for (keyNode, valueNode) in mapping {
            let place = position(keyNode.mark)
            guard case .scalar(let scalar) = keyNode else {
                reportKey(keyNode, at: place, in: mapping)
                continue
            }
            let key = unmasked(scalar.string, at: place)
            if key == "<<", scalar.style == .plain {
                merged += mergedEntries(convert(valueNode, depth: depth + 1))
                continue
            }
            let value = convert(valueNode, depth: depth + 1)
            if let first = firstPlace[key] {
                diagnostics.error(
                    "the key \"\(key)\" is written twice, first at line \(first.line), column \(first.column)",
                    at: place)
            } else {
                firstPlace[key] = place
                own.append(DocumentEntry(key: key, position: place, value: value))
            }
        }
        return own + merged.filter { firstPlace.updateValue($0.position, forKey: $0.key) == nil }
    }

    private func unmasked(_ key: String, at place: SourcePosition) -> String {
        guard let first = masked[place] else { return key }
        return String(String.UnicodeScalarView([first])) + String(key.unicodeScalars.dropFirst())
    }

    /// `<<: *defaults` or `<<: [*one, *two]`; earlier maps win, and the map's own keys win over all.
    private func mergedEntries(_ node: DocumentNode) -> [DocumentEntry] {
        switch node.content {
        case .mapping(let entries): return entries
        case .sequence(let nodes): return nodes.flatMap { mergedEntries($0) }
        case .scalar:
            diagnostics.error("\"<<\" merges maps, and this is \(node.kind)", at: node.position)
            return []
        }
    }

    private func reportKey(_ node: Node, at place: SourcePosition, in mapping: Node.Mapping) {
        if case .mapping(let inner) = node, let first = inner.first, case .scalar(let name) = first.key {
            let (message, hint) = YAMLSentence.placeholder(name.string)
            // The map that it begins is no map, and nobody shall say so.
            diagnostics.onlyError(message, at: position(mapping.mark), hint: hint)
        } else {
            diagnostics.error("a key must be text", at: place)
        }
    }
}
