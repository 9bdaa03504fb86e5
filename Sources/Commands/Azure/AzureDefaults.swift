import Domain
import FoundationEssentials

/// What `az configure --defaults` remembers: `group`, `workspace` and `location`.
struct AzureDefaults {
    private(set) var values: [String: String] = [:]

    static let keys = ["group", "workspace", "location"]

    subscript(key: String) -> String? { values[key] }

    static func path(in location: EngineLocation) -> String { location.configuration + "/defaults.json" }

    /// Throws `invalidArgument` when the file is there and cannot be read: guessing a workspace would be worse.
    static func read(from location: EngineLocation) throws -> AzureDefaults {
        let path = path(in: location)
        guard let data = FileManager.default.contents(atPath: path) else { return AzureDefaults() }
        guard case .object(let members)? = try? JSONParser.parse(String(decoding: data, as: UTF8.self)) else {
            throw AtelierError(
                .invalidArgument, "the defaults in \(path) cannot be read",
                hint: "delete the file, then 'atelier az configure --defaults …'")
        }
        return AzureDefaults(values: members.compactMapValues(\.stringValue))
    }

    /// Sets what was given; an empty value forgets.
    mutating func set(_ assignments: [String]) throws {
        for (key, value) in try Assignments.parse(assignments, flag: "--defaults") {
            guard Self.keys.contains(key) else {
                throw AtelierError(
                    .invalidArgument, "there is no default '\(key.neutralised)'",
                    hint: "set \(Self.keys.formattedAsChoice)")
            }
            values[key] = value.isEmpty ? nil : value
        }
    }

    func write(to location: EngineLocation) throws {
        let path = Self.path(in: location)
        do {
            try FileManager.default.createDirectory(
                atPath: location.configuration, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try Data((JSONValue(values).indentedText + "\n").utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw AtelierError(.unavailable, "cannot write \(path)", hint: "is the folder yours?", cause: error)
        }
    }
}
