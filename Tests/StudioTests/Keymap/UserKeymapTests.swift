import Documents
import Domain
@testable import Studio
import Testing

struct UserKeymapTests {
    private static func keys(_ keymap: UserKeymap) -> [String] { keymap.keymap.keys(of: "theme") }

    @Test func withoutAFileTheTableStands() {
        let keymap = UserKeymap(path: "/nonexistent/keymap.toml")
        #expect(Self.keys(keymap) == ["^T"])
        #expect(keymap.errors == [] && !keymap.isThere)
    }

    @Test func aWrongFileLeavesTheLastGoodOne() throws {
        let folder = try UserFolder()
        try folder.writeKeymap("theme = [\"F5\"]")
        var keymap = UserKeymap(path: folder.location.keymap)
        #expect(Self.keys(keymap) == ["F5"] && keymap.isThere)
        try folder.writeKeymap("theme = [\"F6\"]\nthem = []")
        keymap.reload()
        #expect(Self.keys(keymap) == ["F5"])
        #expect(keymap.errors.map(\.line) == [2])
        try folder.writeKeymap("theme = [\"F6\"]")
        keymap.reload()
        #expect(Self.keys(keymap) == ["F6"] && keymap.errors == [])
    }

    @Test func aFileThatGoesTakesItsKeysAlong() throws {
        let folder = try UserFolder()
        try folder.writeKeymap("theme = [\"F5\"]")
        var keymap = UserKeymap(path: folder.location.keymap)
        try folder.removeKeymap()
        keymap.reload()
        #expect(Self.keys(keymap) == ["^T"] && !keymap.isThere)
    }
}
