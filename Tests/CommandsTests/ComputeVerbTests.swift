import Commands
import ControlAPI
import Domain
import Foundation
import Testing

/// The verbs of computes that change and count, and what things cost.
@Suite struct ComputeVerbTests {
    let bench = Bench()

    private func compute(_ spec: ComputeSpec, nodes: [ComputeNode] = []) -> Compute {
        Compute(
            workspace: "default", spec: spec, provisioningState: .succeeded, nodes: nodes, creation: Fixture.creation)
    }

    private func sent() throws -> JSONValue {
        try JSONParser.parse(bench.engine.calls.first { $0.line == "POST /v1/workspaces/default/computes" }?.body ?? "")
    }

    @Test func aClusterIsChangedByFlagsAndBySet() async throws {
        defer { bench.cleanUp() }
        let spec = ComputeSpec(name: "cpu", maxInstances: 2, tags: ["a": "1", "b": "2"])
        bench.engine.answer("GET /v1/workspaces/default/computes/cpu", compute(spec))
        bench.engine.answer("POST /v1/workspaces/default/computes", compute(spec))
        #expect(
            await bench.run(
                "compute", "update", "-n", "cpu", "--max-instances", "5", "--set", "min_instances=1",
                "idle_time_before_scale_down=300", "tags.c=3", "--remove", "tags.a", "--tags", "d=4") == 0)
        let sent = try sent()
        #expect(sent["maxInstances"] == 5 && sent["minInstances"] == 1 && sent["idleTimeBeforeScaleDown"] == 300)
        #expect(sent["tags"] == ["b": "2", "c": "3", "d": "4"])
        #expect(sent["size"] == "Standard_DS3_v2" && sent["tier"] == "dedicated")
    }

    @Test func whatIsTakenAwayIsAsInAFileWithoutIt() async throws {
        defer { bench.cleanUp() }
        let spec = ComputeSpec(name: "cpu", maxInstances: 2, idleTimeBeforeScaleDown: 900, description: "for nights")
        bench.engine.answer("GET /v1/workspaces/default/computes/cpu", compute(spec))
        bench.engine.answer("POST /v1/workspaces/default/computes", compute(spec))
        #expect(
            await bench.run("compute", "update", "-n", "cpu", "--remove", "description", "idle_time_before_scale_down") == 0)
        let sent = try sent()
        #expect(sent["description"] == nil && sent["idleTimeBeforeScaleDown"] == 120 && sent["maxInstances"] == 2)
    }

    @Test func anInstanceKeepsItsSchedules() async throws {
        defer { bench.cleanUp() }
        var spec = ComputeSpec.instance(named: "box")
        spec.schedules = [ComputeSchedule(expression: "0 18 * * *")]
        var box = compute(spec)
        box.nextTimes = [Fixture.time]
        bench.engine.answer("GET /v1/workspaces/default/computes/box", box)
        bench.engine.answer("POST /v1/workspaces/default/computes", box)
        #expect(await bench.run("compute", "update", "-n", "box", "--idle-time-before-shutdown-minutes", "45") == 0)
        let sent = try sent()
        #expect(sent["idleTimeBeforeShutdown"] == 2700)
        #expect(sent["schedules"]?.compactText.contains("\"expression\":\"0 18 * * *\"") == true)
        let shown = try JSONParser.parse(bench.console.output)
        #expect(
            shown["schedules"]?["compute_start_stop"] == [[
                "action": "stop", "next_time": JSONValue(Fixture.time), "state": "enabled",
                "trigger": ["expression": "0 18 * * *", "type": "cron"],
            ]])
    }

    @Test(arguments: [
        (["--set", "min_instances=9"], #"error: "min_instances" is 9, more than "max_instances", which is 2"#),
        (["--set", "size=Standard_DS3"], #"error: "Standard_DS3" is not a VM size Atelier knows, did you mean "Standard_D2s_v3"?"#),
        (["--set", "type=local"], "error: 'type' of a compute cannot be changed with --set"),
    ])
    func whatAComputeCannotBeIsTold(arguments: [String], error: String) async {
        defer { bench.cleanUp() }
        bench.engine.answer("GET /v1/workspaces/default/computes/cpu", compute(ComputeSpec(name: "cpu", maxInstances: 2)))
        #expect(await bench.run(["compute", "update", "-n", "cpu"] + arguments) == 65)
        #expect(bench.console.errors.contains(error))
    }

    @Test func theBoxIsTheQuota() async throws {
        defer { bench.cleanUp() }
        func node(_ name: NodeName, _ cores: [Int], job: JobName? = nil) -> ComputeNode {
            ComputeNode(
                name: name, state: job == nil ? .idle : .running, job: job, since: Fixture.time, cores: cores,
                memory: .gibibytes(4))
        }
        let local = ComputeSpec(name: "local", type: .local, size: "local", minInstances: 2, maxInstances: 2)
        let cpu = ComputeSpec(name: "cpu", size: "Standard_DS2_v2", maxInstances: 3)
        bench.engine.answer("GET /v1/workspaces/default/computes", [
            compute(local, nodes: [node("local-0", [0, 1, 2, 3]), node("local-1", [0, 1, 2, 3])]),
            compute(cpu, nodes: [node("cpu-0", [0, 1], job: "a"), node("cpu-1", [2, 3])]),
        ])
        #expect(
            await bench.run(
                "compute", "list-usage", "--query", "[].{name: name.value, used: current_value, limit: limit}", "-o", "tsv") == 0)
        #expect(
            bench.console.output == """
                cores\t2\t4
                memoryGiB\t4\t4
                standardDSv2Family\t4\t4
                local\t0\t2
                cpu\t1\t3

                """)
    }

    @Test func costsAreToldTheDearestFirst() async throws {
        defer { bench.cleanUp() }
        bench.engine.answer("GET /v1/workspaces/default/costs?by=job", [
            CostLine(
                kind: .job, name: "brave_fox", size: "Standard_DS2_v2", nodeHours: 2.123456, cost: 0.310026, isRunning: true,
                since: Fixture.time),
            CostLine(kind: .job, name: "calm_owl", size: nil, nodeHours: 1, cost: 0, isRunning: false, since: nil),
        ])
        #expect(await bench.run("cost", "--by", "job", "-o", "json", "-r", "1") == 0)
        let shown = try JSONParser.parse(bench.console.output)
        #expect(
            shown == [[
                "cost": 0.310026, "currency": "USD", "name": "brave_fox", "node_hours": 2.123456, "running": true,
                "since": "2026-01-01T00:00:00.250+00:00", "vm_size": "Standard_DS2_v2",
            ]])
        #expect(await bench.run("cost", "--by", "job") == 0)
        #expect(bench.console.output.contains("Name       USD     NodeHours  Size             Running  Since"))
        #expect(await bench.run("cost", "--by", "day") == 64)
    }

    @Test func showAndListTellWhatThingsCost() async throws {
        defer { bench.cleanUp() }
        func line(_ kind: CostKind, _ name: String, _ size: String?, _ cost: Double) -> CostLine {
            CostLine(kind: kind, name: name, size: size, nodeHours: 1, cost: cost, isRunning: true, since: nil)
        }
        let cpu = compute(ComputeSpec(name: "cpu"))
        bench.engine.answer("GET /v1/workspaces/default/computes/cpu", cpu)
        bench.engine.answer(
            "GET /v1/workspaces/default/computes",
            [compute(ComputeSpec(name: "local", type: .local, size: "local")), cpu, compute(ComputeSpec(name: "new"))])
        bench.engine.answer(
            "GET /v1/workspaces/default/costs?by=compute",
            [line(.compute, "cpu", "Standard_DS3_v2", 1.25), line(.compute, "local", nil, 0)])
        bench.engine.answer("GET /v1/workspaces/default/online-endpoints", [try Fixture.endpoint()])
        bench.engine.answer(
            "GET /v1/workspaces/default/costs?by=endpoint", [line(.endpoint, "iris", "Standard_DS2_v2", 0.5)])
        #expect(await bench.run("compute", "show", "-n", "cpu", "--query", "cost", "-o", "tsv") == 0)
        #expect(await bench.run("compute", "list", "--query", "[].[name, cost]", "-o", "tsv") == 0)
        #expect(await bench.run("online-endpoint", "list", "--query", "[].cost", "-o", "tsv") == 0)
        #expect(bench.console.output == "1.25\nlocal\tNone\ncpu\t1.25\nnew\tNone\n0.5\n")
        // However many there are, they are asked for once.
        #expect(bench.engine.calls.filter { $0.line.contains("/costs") }.count == 3)
    }
}
