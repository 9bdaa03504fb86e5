import Documents
import Domain
import Testing

@Suite struct ComputeDocumentTests {
    @Test func readsACluster() throws {
        let text = """
            $schema: https://azuremlschemas.azureedge.net/latest/amlCompute.schema.json
            name: cpu-cluster
            type: amlcompute
            size: standard_ds2_v2
            min_instances: 0
            max_instances: 1
            idle_time_before_scale_down: 60
            tier: low_priority
            tags: {team: cellar}

            """
        let parsed = try ComputeDocument.read(text: text, file: "compute.yml")
        #expect(
            parsed.value
                == ComputeSpec(
                    name: "cpu-cluster", size: "standard_ds2_v2", minInstances: 0, maxInstances: 1,
                    idleTimeBeforeScaleDown: 60, tier: .lowPriority, tags: ["team": "cellar"]))
        #expect(parsed.warnings.isEmpty)
    }

    @Test func isMadeFromFlagsByTheSameRules() throws {
        let spec = try ComputeDocument.read(
            flags: ["name": "cpu", "type": "AmlCompute", "min_instances": "0", "max_instances": "2"]
        ).value
        #expect(spec == ComputeSpec(name: "cpu", minInstances: 0, maxInstances: 2))
        #expect(
            lines { _ = try ComputeDocument.read(flags: ["name": "cpu", "size": "Standrd_DS2_v2"]) } == [
                #"command line: error: field "type" of a compute is missing"#,
                #"--size: error: "Standrd_DS2_v2" is not a VM size Atelier knows, did you mean "Standard_DS2_v2"?"#,
            ])
    }

    @Test func refusesWhatCannotBe() {
        let text = "name: c\ntype: amlcompute\nmin_instances: 3\nmax_instances: 2\ntier: lowpriority\n"
        #expect(
            lines { _ = try ComputeDocument.read(text: text, file: "c.yml") } == [
                #"c.yml:3:16: error: "min_instances" is 3, more than "max_instances", which is 2"#,
                #"c.yml:5:7: error: "lowpriority" is not a value of "tier", did you mean "low_priority"?"#,
            ])
        #expect(
            lines { _ = try ComputeDocument.read(text: "name: c\ntype: computeinstance\nx: 1\n", file: "c.yml") }
                == ["c.yml:2:7: error: compute type computeinstance is not supported yet; use amlcompute"])
    }
}
