import Domain

/// What `update` may change of an object, as texts and maps of texts, and what its flags make of them. They are applied
/// as `az` does: all of `--set`, then `--add`, then `--remove`.
struct EditableFields {
    private let noun: String
    /// What is said besides the names of the fields.
    private let remark: String?
    private let texts: [String: String?]
    private let maps: [String: [String: String]]
    private var newTexts: [String: String?]
    private var newMaps: [String: [String: String]]

    /// - Parameter noun: with its article, as in "'path' of a model cannot be changed".
    init(
        _ noun: String, texts: [String: String?], maps: [String: [String: String]] = [:], remark: String? = nil
    ) {
        self.noun = noun
        self.remark = remark
        self.texts = texts
        self.maps = maps
        newTexts = texts
        newMaps = maps
    }

    /// The new text if it is another; an empty one when it was taken away.
    func changed(_ field: String) -> String? {
        let (old, new) = (texts[field] ?? nil, newTexts[field] ?? nil)
        return old == new ? nil : new ?? ""
    }

    func changed(map field: String) -> [String: String]? {
        maps[field] == newMaps[field] ? nil : newMaps[field]
    }

    /// Throws `invalidArgument` for what is no assignment, and for what cannot be changed.
    mutating func apply(_ options: UpdateOptions) throws {
        for (path, value) in try Assignments.parse(options.set, flag: "--set") {
            try set(path, value, isText: options.forceString)
        }
        try add(options.add, isText: options.forceString)
        var words = options.remove[...]
        while let path = words.popFirst() {
            // `tags a` is `tags.a`, unless `a` is a field itself.
            guard maps.keys.contains(path), let key = words.first, !isField(key) else {
                try remove(path)
                continue
            }
            words.removeFirst()
            newMaps[path]?[key] = nil
        }
    }

    private mutating func set(_ path: String, _ value: String, isText: Bool) throws {
        if texts.keys.contains(path) {
            newTexts[path] = isText ? .some(value) : Self.text(value)
        } else if maps.keys.contains(path) {
            newMaps[path] = try isText ? nil : Self.map(value)
            guard newMaps[path] != nil else {
                throw AtelierError(
                    .invalidArgument, "'\(path)' is a map of texts, not '\(value.neutralised)'",
                    hint: "write --set \(path).KEY=VALUE, or \(path)='{\"KEY\": \"VALUE\"}' without --force-string")
            }
        } else {
            let (map, key) = try member(path, flag: "--set")
            newMaps[map]?[key] = isText ? value : Self.text(value) ?? ""
        }
    }

    /// `tags a=1 b=2 properties c=3`: a word that is no assignment names the map that those after it go to.
    private mutating func add(_ words: [String], isText: Bool) throws {
        var map: String?
        for (index, word) in words.enumerated() {
            guard word.contains("=") else {
                guard maps.keys.contains(word) else { throw refusal(word, "--add") }
                guard index + 1 < words.count, words[index + 1].contains("=") else {
                    throw AtelierError(
                        .invalidArgument, "there is nothing to add to '\(word)'", hint: "write --add \(word) KEY=VALUE")
                }
                map = word
                continue
            }
            guard let map else {
                throw AtelierError(
                    .invalidArgument, "'\(word.neutralised)' after --add has no map to go to",
                    hint: "write --add \(maps.keys.sorted().first ?? "PATH") KEY=VALUE")
            }
            for (key, value) in try Assignments.parse([word], flag: "--add \(map)") {
                newMaps[map]?[key] = isText ? value : Self.text(value) ?? ""
            }
        }
    }

    private mutating func remove(_ path: String) throws {
        if texts.keys.contains(path) {
            newTexts[path] = .some(nil)
        } else if maps.keys.contains(path) {
            newMaps[path] = [:]
        } else {
            let (map, key) = try member(path, flag: "--remove")
            newMaps[map]?[key] = nil
        }
    }

    private func isField(_ path: String) -> Bool {
        texts.keys.contains(path) || maps.keys.contains { path == $0 || path.hasPrefix($0 + ".") }
    }

    private func member(_ path: String, flag: String) throws -> (map: String, key: String) {
        for map in maps.keys {
            if let key = path.removing(prefix: map + "."), !key.isEmpty { return (map, key) }
        }
        throw refusal(path, flag)
    }

    private func refusal(_ path: String, _ flag: String) -> AtelierError {
        let names = texts.keys.sorted() + maps.keys.sorted().map { "\($0).KEY" }
        let first = names.dropLast().joined(separator: ", ")
        let list = (first.isEmpty ? "" : first + " and ") + (names.last ?? "")
        return AtelierError(
            .invalidArgument, "'\(path.neutralised)' of \(noun) cannot be changed with \(flag)",
            hint: "\(list) can" + (remark.map { "; \($0)" } ?? ""))
    }

    /// A JSON text without its quotes, nothing for `null`, and all else as it stands.
    private static func text(_ value: String) -> String? {
        guard value != "null" else { return nil }
        guard value.hasPrefix("\""), let text = (try? JSONParser.parse(value))?.stringValue else { return value }
        return text
    }

    /// Of a JSON object; nil when the value is none.
    private static func map(_ value: String) throws -> [String: String]? {
        guard case .object(let members)? = try? JSONParser.parse(value) else { return nil }
        return try members.mapValues { member in
            switch member {
            case .string(let text): text
            case .int(let number): "\(number)"
            case .double(let number): "\(number)"
            case .bool(let flag): "\(flag)"
            case .null: ""
            case .array, .object:
                throw AtelierError(.invalidArgument, "a value of '\(value.neutralised)' is no text", hint: "quote it")
            }
        }
    }
}
