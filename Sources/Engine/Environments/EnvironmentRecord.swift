import Domain
import FoundationEssentials
import Glibc
import LinuxSystem

/// `environment.json`: says that an environment is whole, and what is in it. A folder without it is half built.
struct EnvironmentRecord: Codable, Sendable {
    let key: ContentHash
    let interpreter: String
    let version: PythonVersion
    let requirements: [String]
    let builtAt: Date
    let seconds: Double
    let builder: String

    static func path(in prefix: String) -> String { prefix + "/environment.json" }

    /// Nil when the environment is not there, is not whole, or its interpreter was removed since.
    static func read(in prefix: String) throws -> EnvironmentRecord? {
        guard try FileStamp.of(path(in: prefix)) != nil, access("\(prefix)/bin/python", X_OK) == 0 else { return nil }
        // An unreadable record is of no use: the environment is built again.
        return try? JSONDecoder().decode(EnvironmentRecord.self, from: Data(DurableFile.read(path(in: prefix))))
    }

    func write(in prefix: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try FileContent.write([UInt8](encoder.encode(self)), to: Self.path(in: prefix))
    }
}
