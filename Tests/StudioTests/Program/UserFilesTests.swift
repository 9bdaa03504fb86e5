import Domain
@testable import Studio
import Testing

/// Real files, told of by the kernel: each wait ends with the news that is wanted, or the test's time limit.
@Suite(.timeLimit(.minutes(1))) struct UserFilesTests {
    /// Writes once somebody watches, and waits for the news.
    private static func news(
        of folder: UserFolder, until isWanted: @escaping @Sendable (StudioMessage) -> Bool, write: () throws -> Void
    ) async throws {
        let (news, continuation) = AsyncStream.makeStream(of: StudioMessage.self)
        let files = UserFiles(location: folder.location)
        let themes = ThemeCatalog(folder: folder.location.themes)
        let keymap = UserKeymap(path: folder.location.keymap)
        try write()
        let following = Task { try await files.follow(themes, keymap) { continuation.yield($0) } }
        defer { following.cancel() }
        for await message in news where isWanted(message) { return }
    }

    private static func hasTheme(_ name: String) -> @Sendable (StudioMessage) -> Bool {
        { message in
            if case .themes(let catalog) = message { catalog.entries.contains { $0.name == name } } else { false }
        }
    }

    @Test func aThemeThatIsWrittenIsRead() async throws {
        let folder = try UserFolder()
        try folder.writeTheme("inherits = \"midnight\"", "one")
        try await Self.news(of: folder, until: Self.hasTheme("two")) {
            try folder.writeTheme("inherits = \"midnight\"", "two")
        }
    }

    @Test func foldersThatComeLaterAreSeen() async throws {
        let folder = try UserFolder()
        try await Self.news(of: folder, until: Self.hasTheme("mine")) {
            try folder.writeTheme("inherits = \"midnight\"", "mine")
        }
    }

    @Test func theKeymapIsReadAnew() async throws {
        let folder = try UserFolder()
        try await Self.news(
            of: folder,
            until: { message in
                if case .keymap(let own) = message { own.keymap.keys(of: "theme") == ["F5"] } else { false }
            }
        ) {
            try folder.writeKeymap("theme = [\"F5\"]")
        }
    }

    @Test func whereAFileIsALinkItsTargetIsWatched() async throws {
        let folder = try UserFolder()
        try folder.linkTheme("linked", to: "elsewhere.toml", "inherits = \"midnight\"\nappearance = \"dark\"")
        try await Self.news(
            of: folder,
            until: { message in
                guard case .themes(let catalog) = message else { return false }
                return catalog.entries.contains { $0.name == "linked" && $0.appearance == .light }
            }
        ) {
            try folder.writeTarget("elsewhere.toml", "inherits = \"midnight\"\nappearance = \"light\"")
        }
    }
}
