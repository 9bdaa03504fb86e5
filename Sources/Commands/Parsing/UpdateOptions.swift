import ArgumentParser
import Domain

/// `az`'s flags for changing single fields of what is there: `--set tags.a=1`, `--add tags a=1`, `--remove tags.a`.
struct UpdateOptions: ParsableArguments {
    @Option(parsing: .upToNextOption, help: "Set fields: PATH=VALUE …, e.g. tags.KEY=TEXT")
    var set: [String] = []
    @Option(parsing: .upToNextOption, help: "Add to a map: tags KEY=VALUE …")
    var add: [String] = []
    @Option(parsing: .upToNextOption, help: "Take away: tags.KEY …, or tags for all of them.")
    var remove: [String] = []
    @Flag(help: "Take every value after --set as text, also one that looks like JSON.")
    var forceString = false

    /// The tags after the changes; every other field is handed to `change`.
    ///
    /// Throws `invalidArgument` for a field that is not among `fields`, and for tags that are no map of texts.
    func applied(
        to tags: [String: String], noun: String, fields: [String], _ change: (_ field: String, _ value: String) throws -> Void
    ) throws -> [String: String] {
        var tags = tags
        for (path, value) in try Assignments.parse(set, flag: "--set") {
            if let tag = Self.tag(in: path) {
                tags[tag] = value
            } else if path == "tags" {
                tags = try map(value)
            } else if fields.contains(path) {
                try change(path, value)
            } else {
                throw Self.unchangeable(path, "--set", noun, fields)
            }
        }
        if let map = add.first {
            guard map == "tags", add.count > 1 else { throw Self.unchangeable(map, "--add", noun, ["tags KEY=VALUE"]) }
            tags.merge(try Assignments.dictionary(Array(add.dropFirst()), flag: "--add tags")) { _, new in new }
        }
        var words = remove[...]
        while let word = words.popFirst() {
            if let tag = Self.tag(in: word) {
                tags[tag] = nil
            } else if word == "tags", let key = words.first, Self.tag(in: key) == nil {
                words.removeFirst()
                tags[key] = nil
            } else if word == "tags" {
                tags = [:]
            } else {
                throw Self.unchangeable(word, "--remove", noun, ["tags.KEY"])
            }
        }
        return tags
    }

    /// `--set tags={"a": "1"}` replaces them all.
    private func map(_ text: String) throws -> [String: String] {
        guard !forceString, case .object(let members)? = try? JSONParser.parse(text) else {
            throw AtelierError(
                .invalidArgument, "tags are a map, not '\(text.neutralised)'",
                hint: "write --set tags.KEY=TEXT, or --set tags='{\"KEY\": \"TEXT\"}'")
        }
        return members.mapValues { $0.stringValue ?? $0.compactText }
    }

    private static func tag(in path: String) -> String? {
        path.removing(prefix: "tags.").flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func unchangeable(
        _ path: String, _ flag: String, _ noun: String, _ fields: [String]
    ) -> AtelierError {
        AtelierError(
            .invalidArgument, "'\(path.neutralised)' of \(noun.withArticle) cannot be changed with \(flag)",
            hint: flag == "--set"
                ? "\(fields.joined(separator: ", ")) and tags.KEY can" : "\(fields.joined(separator: ", ")) can")
    }
}
