import Domain
import FoundationEssentials
import LinuxSystem

extension InstalledRuntime {
    /// Says that a version is whole. A folder without it is none.
    private static func recordPath(in folder: String) -> String { folder + "/runtime.json" }

    /// Nil when there is no whole version in the folder.
    static func read(in folder: String) throws -> InstalledRuntime? {
        let path = recordPath(in: folder)
        guard try FileStamp.of(path) != nil else { return nil }
        return try? JSONDecoder().decode(InstalledRuntime.self, from: Data(FileContent.read(path)))
    }

    func write(in folder: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try FileContent.write([UInt8](encoder.encode(self)), to: Self.recordPath(in: folder))
    }

    var resource: ResourceReference { ResourceReference(kind: "runtime", name: "\(name.rawValue):\(version)") }
}
