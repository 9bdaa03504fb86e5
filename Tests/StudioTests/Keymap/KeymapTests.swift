import Documents
@testable import Studio
import Testing

/// What a keymap file does to the table of actions, and what is told of a wrong one.
struct KeymapTests {
    private static func keymap(_ text: String) throws -> Keymap {
        try KeymapResolver.keymap(of: KeymapDocument.read(bytes: Array(text.utf8), file: "keymap.toml"))
    }

    private static func keys(_ id: String, in scope: ActionScope, _ text: String) throws -> [String]? {
        try keymap(text).actions.first { $0.id == id && $0.scope == scope }?.keys
    }

    private static func errors(_ text: String) -> [String] {
        do {
            _ = try keymap(text)
            return []
        } catch {
            return (error as? DocumentError)?.errors.map(\.description) ?? ["\(error)"]
        }
    }

    @Test func anActionHasTheKeysThatAreSaid() throws {
        #expect(try Self.keys("job.cancel", in: .pane(.jobs), "\"job.cancel\" = [\"f\", \"ctrl-x\"]") == ["f", "^X"])
        #expect(try Self.keys("job.cancel", in: .screen("job"), "\"job.cancel\" = [\"f\"]") == ["f"])
        #expect(try Self.keys("theme", in: .global, "theme = []") == [])
        #expect(try Self.keys("theme", in: .global, "theme = \"F5\"") == ["F5"])
        #expect(try Self.keys("undo", in: .global, "theme = []") == ["u"], "what is not named stays")
    }

    @Test func namesNeedNoQuotes() throws {
        #expect(try Self.keys("job.cancel", in: .pane(.jobs), "job.cancel = [\"f\"]") == ["f"])
        #expect(try Self.keys("job.cancel", in: .pane(.jobs), "[job]\ncancel = [\"f\"]") == ["f"])
    }

    @Test func oneOfItsPlacesMayDiffer() throws {
        let text = "[in.screen.job]\n\"job.cancel\" = [\"f\"]\n[job]\ncancel = [\"F6\"]"
        #expect(try Self.keys("job.cancel", in: .screen("job"), text) == ["f"])
        #expect(try Self.keys("job.cancel", in: .pane(.jobs), text) == ["F6"])
        #expect(try Self.keys("job.cancel", in: .pane(.jobs), "in.screen.job.\"job.cancel\" = [\"f\"]") == ["x"])
    }

    @Test func sequencesAreBound() throws {
        #expect(try Self.keys("theme", in: .global, "theme = [\"Z t\"]") == ["Z t"])
    }

    @Test func aWrongNameIsToldWithWhatWasMeant() {
        #expect(Self.errors("\n\"job.cancle\" = [\"x\"]") == [
            "keymap.toml:2:1: error: unknown action \"job.cancle\", did you mean \"job.cancel\"?"
        ])
        #expect(Self.errors("[in.pane.log]\n\"job.cancel\" = [\"x\"]") == [
            "keymap.toml:2:1: error: \"job.cancel\" does not apply in pane.log; it applies in pane.jobs, screen.job, screen.search"
        ])
    }

    @Test func aWrongKeyIsTold() {
        #expect(Self.errors("theme = [\"^T\", \"Hyper-t\"]").map { $0.prefix(48) } == [
            "keymap.toml:1:16: error: unknown key \"Hyper-t\"; "
        ])
        #expect(Self.errors("theme = [\"\"]").count == 1)
        #expect(Self.errors("theme = 3") == [
            "keymap.toml:1:9: error: the keys of \"theme\" must be a list of texts; write \"theme\" = [\"x\"], or [] for no key"
        ])
    }

    @Test func aKeyMeansOneThing() {
        #expect(Self.errors("# mine\n\"theme\" = [\"u\"]") == [
            "keymap.toml:2:12: error: \"u\" is the key of \"theme\" and of \"undo\"; "
                + "both apply in global: give one of them another key, or []"
        ])
        #expect(Self.errors("theme = [\"u\"]\nundo = [\"^T\"]") == [], "they may change places")
        #expect(Self.errors("theme = [\"x\"]") == [], "a pane's key hides one that applies everywhere")
    }

    @Test func aKeyIsNotTheBeginningOfAnother() {
        #expect(Self.errors("theme = [\"Z\"]\nundo = [\"Z u\"]").map { $0.contains("\"Z\" of \"theme\" hides \"Z u\" of \"undo\"") } == [true])
    }

    @Test func nothingIsSaidTwice() {
        #expect(Self.errors("\"job.up\" = []\n[job]\nup = []").map { $0.contains("are said on line") } == [true])
    }

    @Test func whatIsNoTOMLIsTold() {
        #expect(Self.errors("theme = [").first?.hasPrefix("keymap.toml:1:") == true)
    }

    // MARK: The table as a file

    @Test func theDefaultsAsAFileChangeNothing() throws {
        let read = try Self.keymap(KeymapText.text())
        #expect(read.actions.map { "\($0.scope) \($0.id) \($0.keys)" } == ActionTable.all.map { "\($0.scope) \($0.id) \($0.keys)" })
    }

    @Test func theFileNamesEveryActionWhereItApplies() throws {
        let file = try KeymapDocument.read(bytes: Array(KeymapText.text().utf8), file: "keymap.toml")
        #expect(Set(file.entries.map(\.action.text)) == Set(ActionTable.all.map { "in.\($0.scope.name).\($0.id)" }))
        #expect(KeymapText.text().contains("# Cancel the job\n"))
    }

    /// Otherwise a name could be read in two ways.
    @Test func noActionIsCalledAsAPlaceIs() {
        #expect(ActionTable.all.filter { $0.id.hasPrefix("in.") }.map(\.id) == [])
        let scopes = Set(ActionTable.all.map(\.scope))
        #expect(Set(scopes.map(\.name)).count == scopes.count)
    }

    @Test func theNearestScopeComesFirst() {
        let found = Keymap.standard.applying(to: [.pane(.jobs), .screen("dashboard"), .global])
        #expect(found.first?.scope == .pane(.jobs))
        #expect(found.last?.scope == .global)
        #expect(!found.contains { $0.scope == .pane(.log) })
    }
}
