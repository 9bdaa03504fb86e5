import Documents
import Domain

/// What a verb's own flags say of a document: values by path, for flags that were given.
struct DocumentFlags {
    private(set) var values: [String: String] = [:]

    mutating func set(_ path: String, _ value: String?) {
        if let value { values[path] = value }
    }

    mutating func set(_ path: String, _ value: Int?) {
        set(path, value.map(String.init))
    }

    mutating func set(_ path: String, assignments words: [String], flag: String) throws {
        for (key, value) in try Assignments.parse(words, flag: flag) { values["\(path).\(key)"] = value }
    }
}

extension Document {
    /// Reads the file, or makes the document from flags alone, and tells its warnings.
    static func read(
        file: String?, flags: DocumentFlags, overrides: [String], in session: Session
    ) throws -> Value {
        let parsed =
            if let file {
                try read(file: file, overrides: overrides, flags: flags.values)
            } else {
                try read(flags: flags.values, overrides: overrides)
            }
        for warning in parsed.warnings { session.say(warning.description) }
        return parsed.value
    }
}
