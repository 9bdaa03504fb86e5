import Domain
import Foundation
import Testing

@Suite struct ComponentRecordTests {
    /// Records written before there were other kinds than commands.
    @Test func oldRecordsAreCommands() throws {
        let text = """
            {"name": "train", "version": "1", "tags": {}, "properties": {"a": "b"}, "isDeterministic": true,
             "inputs": {}, "outputs": {}, "command": "echo", "environmentVariables": {"X": "1"}, "code": "/src",
             "environment": {"registered": {"_0": {"name": "e", "selector": {"version": {"_0": "1"}}}}}}
            """
        let spec = try JSONDecoder().decode(ComponentSpec.self, from: Data(text.utf8))
        #expect(spec.properties == ["a": "b"])
        let step = CommandStep(
            command: "echo", code: "/src",
            environment: .registered(AssetReference(name: "e", selector: .version("1"))),
            environmentVariables: ["X": "1"])
        #expect(spec.work == .command(step))
    }

    @Test func comesBackAsItWasWritten() throws {
        let kept = ComponentSpec(
            name: "p",
            work: .kept(
                KeptStep(kind: .dataImport, document: ["source": [:]], codes: ["task": CodeSource(at: "/src")])))
        let command = ComponentSpec(
            name: "c",
            work: .command(
                CommandStep(
                    command: "echo", additionalIncludes: ["/lib"], environment: .inline(EnvironmentSpec(image: "p")),
                    resources: ["instance_count": 1])))
        for spec in [kept, command] {
            let bytes = try JSONEncoder().encode(spec)
            #expect(try JSONDecoder().decode(ComponentSpec.self, from: bytes) == spec)
        }
    }
}
