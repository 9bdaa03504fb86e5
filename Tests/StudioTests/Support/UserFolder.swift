import Domain
import FoundationEssentials
import LinuxSystem

/// A user's folder of settings, themes and keymap, that goes away with the test.
final class UserFolder {
    let location: EngineLocation
    private let root = FileManager.default.temporaryDirectory.path() + "/user-\(UUID().uuidString)"

    init() throws {
        location = EngineLocation(environment: ["HOME": root, "ATELIER_HOME": root + "/home", "XDG_CONFIG_HOME": root], userID: 0)
        try DurableFile.createFolder(root)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: root)
    }

    func writeTheme(_ text: String, _ name: String) throws {
        try DurableFile.createFolder(location.themes)
        try DurableFile.write(text, to: "\(location.themes)/\(name).toml")
    }

    func removeTheme(_ name: String) throws {
        try FileManager.default.removeItem(atPath: "\(location.themes)/\(name).toml")
    }

    func writeKeymap(_ text: String) throws {
        try DurableFile.createFolder(location.configuration)
        try DurableFile.write(text, to: location.keymap)
    }

    func removeKeymap() throws {
        try FileManager.default.removeItem(atPath: location.keymap)
    }

    /// A theme that is a link to a file elsewhere, as people keep their settings.
    func linkTheme(_ name: String, to target: String, _ text: String) throws {
        try DurableFile.createFolder(location.themes)
        try writeTarget(target, text)
        try FileManager.default.createSymbolicLink(
            atPath: "\(location.themes)/\(name).toml", withDestinationPath: "\(root)/\(target)")
    }

    func writeTarget(_ name: String, _ text: String) throws {
        try DurableFile.write(text, to: "\(root)/\(name)")
    }
}
