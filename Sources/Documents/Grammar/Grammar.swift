/// The grammar of everything that Azure ML's command line reads, as the files beside this one have it. What nobody
/// asks for is not read.
///
///     # a comment
///     Name = type                  a name for a type
///     Name : Parent, Other         a map of fields: its parents', and its own, which win over theirs
///       a b! c^: type              fields of one type; ! is required, ^ is in what Azure ML shows only
///       d: Name+                   a map of fields that others may stand in
///       e: Name*                   a map of fields in whose values ${{…}} may stand
///           | more                 a line goes on where it is indented further
final class Grammar {
    private struct Block {
        let header: Substring
        var lines: [Substring] = []
    }

    enum Definition {
        case shape(GrammarShape)
        case type(GrammarType)
    }

    private var blocks: [Substring: Block] = [:]
    private var read: [String: Definition] = [:]

    init() {
        for bytes in Self.files { index(String(decoding: bytes, as: UTF8.self)) }
    }

    private static var files: [[UInt8]] {
        [
            PackageResources.jobs_grammar, PackageResources.pipelines_grammar, PackageResources.automl_grammar,
            PackageResources.assets_grammar, PackageResources.compute_grammar, PackageResources.endpoints_grammar,
            PackageResources.schedules_grammar, PackageResources.workspaces_grammar, PackageResources.connections_grammar,
        ]
    }

    var names: [String] { blocks.keys.map(String.init).sorted() }

    /// Every name in the grammar's types is defined: a test reads them all.
    func definition(of name: String) -> Definition {
        if let known = read[name] { return known }
        guard let block = blocks[Substring(name)], let definition = read(block, name: name) else {
            preconditionFailure("the grammar does not define \(name)")
        }
        read[name] = definition
        return definition
    }

    func shape(_ name: String) -> GrammarShape {
        guard case .shape(let shape) = definition(of: name) else {
            preconditionFailure("\(name) is no map of fields in the grammar")
        }
        return shape
    }

    /// The types that a union comes down to, names of types and unions in it taken apart.
    func alternatives(of types: [GrammarType]) -> [GrammarType] {
        types.flatMap { type -> [GrammarType] in
            switch type {
            case .union(let inner): return alternatives(of: inner)
            case .optional(let inner): return alternatives(of: [inner])
            case .named(let name, _):
                guard case .type(let inner) = definition(of: name) else { return [type] }
                return alternatives(of: [inner])
            default: return [type]
            }
        }
    }

    // MARK: Reading

    private func index(_ text: String) {
        var name: Substring?
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix(" ") {
                if let name { blocks[name]?.lines.append(line) }
            } else {
                let found = line.prefix { $0 != " " }
                blocks[found] = Block(header: line.dropFirst(found.count))
                name = found
            }
        }
    }

    private func read(_ block: Block, name: String) -> Definition? {
        let lines = Self.joined(block.lines)
        if let equals = block.header.firstIndex(of: "=") {
            let text = ([block.header[block.header.index(after: equals)...]] + lines.map { $0[...] }).joined()
            return GrammarReader.type(text).map { .type($0) }
        }
        let parents = block.header.split { " :,".contains($0) }.map { shape(String($0)) }
        var fields: [GrammarField] = []
        for field in parents.flatMap(\.fields) + lines.flatMap(Self.fields) {
            if let index = fields.firstIndex(where: { $0.name == field.name }) {
                fields[index] = field
            } else {
                fields.append(field)
            }
        }
        return .shape(GrammarShape(name: name, fields: fields))
    }

    /// Lines that go on are put behind what they continue.
    private static func joined(_ lines: [Substring]) -> [String] {
        var whole: [String] = []
        for line in lines {
            if line.hasPrefix("    "), !whole.isEmpty {
                whole[whole.count - 1] += line.drop { $0 == " " }
            } else {
                whole.append(String(line))
            }
        }
        return whole
    }

    private static func fields(_ line: String) -> [GrammarField] {
        guard let colon = line.firstRange(of: ": "), let type = GrammarReader.type(line[colon.upperBound...]) else {
            preconditionFailure("this is no line of the grammar: \(line)")
        }
        return line[..<colon.lowerBound].split(separator: " ").map { word in
            GrammarField(
                name: word.filter { $0 != "!" && $0 != "^" }, type: type, isRequired: word.hasSuffix("!"),
                isReadOnly: word.hasSuffix("^"))
        }
    }
}
