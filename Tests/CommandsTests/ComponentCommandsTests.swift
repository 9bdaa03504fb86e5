import Commands
import ControlAPI
import Domain
import Foundation
import Testing

@Suite struct ComponentCommandsTests {
    let bench = Bench()

    private static let component = Component(
        workspace: "default", name: "train", version: "1",
        spec: ComponentSpec(
            name: "train", version: "1", displayName: "Train",
            inputs: ["ratio": ComponentInput(type: .number, standard: 0.2, least: 0, most: 1)],
            outputs: ["model": ComponentOutput(type: .mlflowModel)],
            work: .command(
                CommandStep(
                    command: "python train.py", code: "/src",
                    environment: .registered(AssetReference(name: "e", selector: .version("1")))))),
        code: ContentHash(rawValue: "c0de"), creation: Fixture.creation)

    @Test func isRegisteredFromAFile() async throws {
        defer { bench.cleanUp() }
        bench.engine.answer(
            "POST /v1/workspaces/default/components",
            ComponentRegistration(component: Self.component, warnings: ["a link was left out"]))
        let file = try bench.write("name: train\ncommand: 'true'\nenvironment: azureml:e:1\n", to: "c.yml")
        #expect(await bench.run("component", "create", "--file", file, "--version", "1", "--set", "tags.a=b") == 0)
        let sent = try #require(bench.engine.calls.last)
        let spec = try ControlCoding.decode(ComponentSpec.self, from: Data(sent.body.utf8))
        #expect(spec.version == "1" && spec.tags == ["a": "b"])
        #expect(bench.console.errors.contains("warning: a link was left out"))
        let shown = try JSONParser.parse(bench.console.output)
        #expect(shown["inputs"] == ["ratio": ["type": "number", "default": "0.2", "min": "0", "max": "1"]])
        #expect(shown["environment"] == "azureml:e:1" && shown["is_deterministic"] == true)
        #expect(shown["code_hash"] == "c0de" && shown["version"] == "1")
    }

    /// A component that is no command is stored and shown as its file has it.
    @Test func aParallelComponentIsKept() async throws {
        defer { bench.cleanUp() }
        let task: JSONValue = ["type": "run_function", "entry_script": "s.py", "code": "/src"]
        let kept = Component(
            workspace: "default", name: "score", version: "1",
            spec: ComponentSpec(
                name: "score", version: "1",
                work: .kept(
                    KeptStep(
                        kind: .parallel, document: ["task": task, "mini_batch_size": "5"],
                        codes: ["task": CodeSource(at: "/src")]))),
            codes: ["task": ContentHash(rawValue: "c0de")], creation: Fixture.creation)
        bench.engine.answer(
            "POST /v1/workspaces/default/components", ComponentRegistration(component: kept, warnings: []))
        let file = try bench.write(
            "type: parallel\nname: score\ntask: {type: run_function, entry_script: s.py, environment: azureml:e:1}\n",
            to: "p.yml")
        #expect(await bench.run("component", "create", "--file", file) == 0)
        #expect(bench.console.errors == "\(file): warning: parallel components are kept, and not run yet\n")
        let sent = try ControlCoding.decode(
            ComponentSpec.self, from: Data(try #require(bench.engine.calls.last).body.utf8))
        #expect(sent.work.kind == .parallel)
        let shown = try JSONParser.parse(bench.console.output)
        #expect(shown["type"] == "parallel" && shown["mini_batch_size"] == "5")
        #expect(shown["task"]?["code_hash"] == "c0de" && shown["command"] == nil)
        #expect(shown["id"]?.stringValue?.hasSuffix("/components/score/versions/1") == true)
        let judge = Bench()
        #expect(await judge.run("component", "validate", "--file", file) == 0)
        #expect(judge.console.errors == bench.console.errors)
    }

    @Test func isChangedHiddenAndForgotten() async throws {
        bench.engine.answer("GET /v1/workspaces/default/components/train", Self.component)
        bench.engine.answer("PATCH /v1/workspaces/default/components/train/versions/1", Self.component)
        bench.engine.answer("POST /v1/workspaces/default/components/train/archive", [Self.component])
        #expect(await bench.run("az", "ml", "component", "update", "-n", "train", "--set", "display_name=T") == 0)
        let sent = try #require(bench.engine.calls.last)
        #expect(try ControlCoding.decode(AssetEdit.self, from: Data(sent.body.utf8)) == AssetEdit(displayName: "T"))
        #expect(await bench.run("component", "update", "-n", "train", "--set", "command=x") == 65)
        #expect(await bench.run("component", "archive", "-n", "train", "-v", "1") == 0)
        #expect(await bench.run("component", "delete", "-n", "train", "-v", "1", "-y") == 0)
        #expect(bench.engine.calls.last?.line == "DELETE /v1/workspaces/default/components/train/versions/1")
    }
}
