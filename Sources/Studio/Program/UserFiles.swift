import Domain
import FoundationEssentials
import LinuxSystem

/// The user's themes and keymap, read anew after each change. Between changes nothing runs: the kernel tells.
struct UserFiles: Sendable {
    private let location: EngineLocation
    private let first: [FileWatch]

    /// Editors write a file in several steps.
    private static let settling = Duration.milliseconds(80)

    /// Changes are heard of from here on: begin before the files are read.
    init(location: EngineLocation) {
        self.location = location
        first = Self.watches(location, Doorbell())
    }

    /// Until cancelled. Where nothing can be watched, the files stay as they were read.
    func follow(
        _ themes: ThemeCatalog, _ keymap: UserKeymap, post: @Sendable (StudioMessage) -> Void
    ) async throws {
        var (themes, keymap, watches) = (themes, keymap, first)
        while let watch = watches.first {
            try await watch.next()
            try await Task.sleep(for: Self.settling)
            // Folders may have come or gone. Watched before they are read, nothing is missed.
            watches = Self.watches(location, watch.bell)
            themes.reload()
            keymap.reload()
            post(.themes(themes))
            post(.keymap(keymap))
        }
    }

    private static func watches(_ location: EngineLocation, _ bell: Doorbell) -> [FileWatch] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: location.themes)) ?? []
        let files = [location.keymap] + names.map { "\(location.themes)/\($0)" }
        let linked = files.filter(isLink).map { URL(filePath: $0).resolvingSymlinksInPath().path }
        return ([location.keymap, location.themes].map(firstMissing) + linked).compactMap { try? FileWatch($0, bell: bell) }
            + [try? FileWatch(anyIn: location.themes, bell: bell)].compactMap(\.self)
    }

    private static func isLink(_ path: String) -> Bool {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
    }

    /// The path, or what must come first for it to come.
    private static func firstMissing(_ path: String) -> String {
        let folder = path.splitAtLastComponent.folder
        return FileManager.default.fileExists(atPath: folder) ? path : firstMissing(folder)
    }
}
