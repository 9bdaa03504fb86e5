import ArgumentParser
import Domain
import Testing

@testable import Commands

/// What the verbs of endpoints and deployments make of their flags.
@Suite struct DeploymentVerbTests {
    private func update(_ spec: OnlineDeploymentSpec, _ words: String...) throws -> OnlineDeploymentSpec {
        try OnlineDeploymentUpdate.changed(spec, try UpdateOptions.parse(["--set"] + words))
    }

    @Test func anotherScriptOfTheCodeFolderCanBeSet() throws {
        var spec = OnlineDeploymentSpec(name: "blue", endpoint: "iris")
        #expect(throws: AtelierError.self) { try update(spec, "code_configuration.scoring_script=b.py") }
        spec.code = CodeConfiguration(code: "/src", scoringScript: "a.py")
        let changed = try update(spec, "code_configuration.scoring_script=b.py", "tags.a=1")
        #expect(changed.code == CodeConfiguration(code: "/src", scoringScript: "b.py"))
        #expect(changed.tags == ["a": "1"])
        #expect(try update(spec, "tags.a=1").code?.scoringScript == "a.py")
    }

    @Test func aLocalEndpointsOnlyDeploymentIsMeant() throws {
        let none = try TrafficSplit([:])
        #expect(OnlineEndpointInvoke.localTarget(among: ["blue"], none) == "blue")
        #expect(OnlineEndpointInvoke.localTarget(among: ["blue"], try TrafficSplit(["blue": 0])) == "blue")
        #expect(OnlineEndpointInvoke.localTarget(among: ["blue"], try TrafficSplit(["blue": 100])) == nil)
        #expect(OnlineEndpointInvoke.localTarget(among: ["blue", "green"], none) == nil)
        #expect(OnlineEndpointInvoke.localTarget(among: [], none) == nil)
    }
}
