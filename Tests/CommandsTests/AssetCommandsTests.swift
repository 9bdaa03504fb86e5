import Commands
import ControlAPI
import Domain
import Foundation
import Testing

@Suite struct AssetCommandsTests {
    let bench = Bench()

    private static func data(_ version: String, isArchived: Bool = false) -> DataAsset {
        DataAsset(
            workspace: "default", name: "iris", version: version, type: .uriFile, location: .local("/d/iris.csv"),
            description: "Old", tags: ["a": "b", "old": "x"], creation: Fixture.creation, isArchived: isArchived)
    }

    private func sent<Body: Decodable>(_ type: Body.Type) throws -> Body {
        let call = try #require(bench.engine.calls.last)
        return try ControlCoding.decode(type, from: Data(call.body.utf8))
    }

    /// `az`'s three flags, and values that are JSON unless `--force-string` says that they are texts.
    @Test(arguments: [
        (["--set", "tags.a=c", "description=New", "--remove", "tags.old"], "New", ["a": "c"]),
        (["--set", "description=null"], "", nil),
        (["--set", "description=\"quoted\""], "quoted", nil),
        (["--set", "description=\"quoted\"", "--force-string"], "\"quoted\"", nil),
        (["--set", "tags={\"n\": 1, \"t\": \"x\"}"], nil, ["n": "1", "t": "x"]),
        (["--add", "tags", "b=2", "c=x=y"], nil, ["a": "b", "old": "x", "b": "2", "c": "x=y"]),
        (["--remove", "tags", "description"], "", [:]),
        (["--set", "tags.a=b"], nil, nil),
    ] as [([String], String?, [String: String]?)])
    func genericUpdateFlags(flags: [String], description: String?, tags: [String: String]?) async throws {
        bench.engine.answer("GET /v1/workspaces/default/data/iris", details)
        bench.engine.answer("PATCH /v1/workspaces/default/data/iris/versions/2", Self.data("2"))
        #expect(await bench.run(["data", "update", "--name", "iris"] + flags) == 0)
        let edit = try sent(AssetEdit.self)
        #expect(edit.description == description)
        #expect(edit.tags == tags)
    }

    @Test(arguments: [
        (["--set", "path=/x"], "'path' of a data asset cannot be changed with --set"),
        (["--add", "tags"], "there is nothing to add to 'tags'"),
        ([], nil),
        (["--add", "a=b"], "'a=b' after --add has no map to go to"),
        (["--add", "description", "a=b"], "'description' of a data asset cannot be changed with --add"),
        (["--set", "tags=x"], "'tags' is a map of texts, not 'x'"),
        (["--set", "tags"], "'tags' after --set is not an assignment"),
    ] as [([String], String?)])
    func whatCannotBeChangedIsSaid(flags: [String], message: String?) async {
        bench.engine.answer("GET /v1/workspaces/default/data/iris", details)
        bench.engine.answer("PATCH /v1/workspaces/default/data/iris/versions/2", Self.data("2"))
        let code = await bench.run(["data", "update", "-n", "iris", "-o", "none"] + flags)
        #expect(code == (message == nil ? 0 : 65))
        if let message { #expect(bench.console.errors.contains(message), "\(bench.console.errors)") }
    }

    @Test func listsAskForWhatIsArchivedAndShowTheLatest() async throws {
        bench.engine.answer("GET /v1/workspaces/default/data", [Self.data("2"), Self.data("1")])
        #expect(await bench.run("data", "list", "--query", "[].version", "-o", "tsv") == 0)
        #expect(bench.console.output == "2\n")
        #expect(bench.engine.calls.last?.line == "GET /v1/workspaces/default/data?archived=excluded")
        #expect(await bench.run("data", "list", "--query", "[?name=='iris'].latest_version", "-o", "tsv") == 0)
        #expect(bench.console.output == "2\n2\n")
        #expect(await bench.run("data", "list", "-n", "iris", "--include-archived", "-o", "none") == 0)
        #expect(bench.engine.calls.last?.line == "GET /v1/workspaces/default/data?archived=included&name=iris")
        #expect(await bench.run("model", "list", "--archived-only", "-o", "none") == 3)
        #expect(bench.engine.calls.last?.line == "GET /v1/workspaces/default/models?archived=only")
    }

    /// `@latest` means the newest that is not archived, which is of no use for putting one back.
    @Test func aLabelIsAVersion() async throws {
        let list = "GET /v1/workspaces/default/data?archived="
        bench.engine.answer("\(list)excluded&name=iris", [Self.data("2")])
        bench.engine.answer("\(list)included&name=iris", [Self.data("3", isArchived: true), Self.data("2")])
        bench.engine.answer("\(list)excluded&name=wine", [DataAsset]())
        bench.engine.answer("POST /v1/workspaces/default/data/iris/archive", [Self.data("2")])
        #expect(await bench.run("data", "archive", "--name", "iris", "--label", "latest") == 0)
        #expect(try sent(ArchiveChange.self).version == "2")
        #expect(await bench.run("data", "restore", "--name", "iris", "--label", "latest") == 0)
        #expect(try sent(ArchiveChange.self).version == "3")
        #expect(await bench.run("data", "restore", "--name", "iris") == 0)
        #expect(try sent(ArchiveChange.self).version == nil)
        #expect(await bench.run("data", "archive", "--name", "wine", "--label", "latest") == 3)
        #expect(bench.console.errors.contains("data asset 'wine' has no version to archive"))
        #expect(await bench.run("data", "archive", "--name", "iris", "--label", "prod") == 3)
    }

    @Test func deletingAsks() async {
        #expect(await bench.run("environment", "delete", "-n", "train", "-v", "1") == 65)
        #expect(await bench.run("environment", "delete", "-n", "train", "-v", "1", "--yes") == 0)
        #expect(bench.engine.calls.last?.line == "DELETE /v1/workspaces/default/environments/train/versions/1")
    }

    @Test func aShowTellsHowMuchIsThere() async {
        bench.engine.answer("GET /v1/workspaces/default/data/iris?content=true", details)
        #expect(await bench.run("data", "show", "-n", "iris", "--query", "[file_count, size_bytes]", "-o", "tsv") == 0)
        #expect(bench.console.output == "1\n42\n")
    }

    @Test func aWorkspaceIsChanged() async throws {
        bench.engine.answer(
            "PATCH /v1/workspaces/default",
            Workspace(name: "default", resourceGroup: "default", location: "local", creation: Fixture.creation))
        let code = await bench.run(
            "workspace", "update", "-n", "default", "--display-name", "Cellar", "--tags", "a=b", "--set",
            "description=d", "tags.c=d", "-o", "none")
        #expect(code == 0)
        let edit = try #require(bench.engine.calls.last { $0.line.hasPrefix("PATCH") })
        let change = try ControlCoding.decode(WorkspaceEdit.self, from: Data(edit.body.utf8))
        #expect(change.displayName == "Cellar" && change.description == "d" && change.tags == ["a": "b", "c": "d"])
        #expect(await bench.run("workspace", "update", "--set", "location=mars") == 65)
    }

    private var details: DataDetails {
        DataDetails(
            data: Self.data("2"), content: DataContent(path: "/d/iris.csv", size: ByteCount(42), fileCount: 1))
    }
}
