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
            lines { _ = try ComputeDocument.read(text: "name: c\ntype: kubernetes\nx: 1\n", file: "c.yml") } == [
                "c.yml:2:7: error: compute type kubernetes is not supported yet; use amlcompute or computeinstance"
            ])
        #expect(
            lines { _ = try ComputeDocument.read(text: "name: c\ntype: computeinstance\nx: 1\n", file: "c.yml") }
                == ["c.yml:2:7: error: this describes a compute instance, not a cluster"])
        #expect(
            lines { _ = try ComputeInstanceDocument.read(text: "name: c\ntype: amlcompute\n", file: "c.yml") }
                == ["c.yml:2:7: error: this describes a cluster, not a compute instance"])
    }

    @Test func readsAnInstance() throws {
        let text = """
            $schema: https://azuremlschemas.azureedge.net/latest/computeInstance.schema.json
            name: anna-box
            type: computeinstance
            size: Standard_DS1_v2
            idle_time_before_shutdown_minutes: 30

            """
        let parsed = try ComputeInstanceDocument.read(text: text, file: "ci.yml")
        var spec = ComputeSpec.instance(named: "anna-box")
        spec.size = "Standard_DS1_v2"
        spec.idleTimeBeforeShutdown = 1800
        #expect(parsed.value == spec)
        #expect(parsed.warnings.isEmpty)
        let scaled = lines { _ = try ComputeInstanceDocument.read(text: text + "max_instances: 2\n", file: "ci.yml") }
        #expect(scaled.contains { $0.hasPrefix("ci.yml:6:1: error: ") })
    }

    @Test func theKindIsToldByFlagOrFile() {
        #expect(ComputeKind.of(file: nil, flag: nil) == .cluster)
        #expect(ComputeKind.of(file: nil, flag: "ComputeInstance") == .instance)
        #expect(ComputeKind.of(file: "/nowhere/at/all.yml", flag: nil) == .cluster)
    }
}
