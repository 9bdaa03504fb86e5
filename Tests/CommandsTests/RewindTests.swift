import ControlAPI
import Domain
import Foundation
import Testing

@testable import Commands

/// The journal read back, by value.
@Suite struct RewindTests {
    static func at(_ seconds: Double) -> Date { Fixture.time.addingTimeInterval(seconds) }

    static func event(
        _ sequence: Int64, _ kind: String, _ name: String, at seconds: Double, before: JSONValue? = nil,
        after: JSONValue? = nil
    ) -> Event {
        Event(
            sequence: sequence, at: at(seconds), by: "ann", kind: kind,
            resource: ResourceReference(kind: String(kind.prefix { $0 != "." }), name: name, workspace: "lab"),
            before: before, after: after)
    }

    static let jobEvents = [
        event(1, "job.queued", "brave_fox", at: 0, after: ["status": "Queued"]),
        event(2, "job.starting", "brave_fox", at: 5, before: ["status": "Queued"], after: ["status": "Starting"]),
        event(
            3, "job.running", "brave_fox", at: 6, before: ["status": "Starting", "node": "n0"],
            after: ["status": "Running", "node": "n0"]),
        event(
            4, "job.updated", "brave_fox", at: 20,
            before: ["display_name": "Old", "description": nil, "tags": ["a": "0"], "is_archived": false],
            after: ["display_name": "Iris", "description": "d", "tags": ["a": "b"], "is_archived": false]),
        event(
            5, "job.failed", "brave_fox", at: 65, before: ["status": "Running", "node": "n0"],
            after: ["status": "Failed", "node": "n0", "exit_code": 3]),
        event(6, "job.queued", "other", at: 70, after: ["status": "Queued"]),
    ]

    static var job: Job {
        var job = Fixture.job(.failed, reason: "exit code 3", exitCode: 3)
        job.startedAt = at(6)
        return job
    }

    @Test(arguments: [
        (-1.0, nil, nil, nil, nil), (0, "Queued", "Old", nil, nil), (5.5, "Starting", "Old", "n0", nil),
        (10, "Running", "Old", "n0", nil), (30, "Running", "Iris", "n0", nil), (65, "Failed", "Iris", "n0", 3),
        (100, "Failed", "Iris", "n0", 3),
    ] as [(Double, String?, String?, String?, Int32?)])
    func aJobIsWhatItWas(seconds: Double, status: String?, name: String?, node: String?, exitCode: Int32?) throws {
        var current = Self.job
        current.node = "n0"
        let former = try Rewind(to: Self.at(seconds), over: Self.jobEvents).former(current)
        #expect(former?.status.rawValue == status)
        #expect(former?.displayName == name)
        #expect(former?.node?.rawValue == node)
        #expect(former?.exitCode == exitCode)
        #expect(former.map { $0.spec.tags == (name == "Old" ? ["a": "0"] : ["a": "b"]) } ?? (status == nil))
        #expect((former?.startedAt == nil) == (seconds < 6))
        #expect((former?.endedAt == nil) == (seconds < 65))
    }

    @Test func whatCameBackIsNotCalledDeleted() {
        let gone = Self.event(7, "job.deleted", "brave_fox", at: 80)
        let back = Self.event(8, "job.undeleted", "brave_fox", at: 81)
        let again = Self.event(9, "job.deleted", "brave_fox", at: 82)
        #expect(Rewind(to: Self.at(75), over: [gone]).deleted == ["brave_fox"])
        #expect(Rewind(to: Self.at(75), over: [gone, back]).deleted.isEmpty)
        #expect(Rewind(to: Self.at(75), over: [gone, back, again]).deleted == ["brave_fox"])
        let search = Self.event(10, "job.deleted", "calm_owl", at: 83, before: ["trials": ["calm_owl_0", "calm_owl_1"]])
        #expect(Rewind(to: Self.at(75), over: [search]).deleted == ["calm_owl", "calm_owl_0", "calm_owl_1"])
    }

    @Test func anEndpointsTrafficIsWhatItWas() throws {
        let events = [
            Self.event(
                1, "endpoint.traffic", "iris", at: 10, before: ["revision": 2, "traffic": ["blue": 90, "green": 10], "mirror_traffic": [:]],
                after: ["revision": 3, "traffic": ["blue": 100], "mirror_traffic": [:]]),
            Self.event(2, "endpoint.updated", "iris", at: 20, before: ["tags": ["old": "1"], "description": "was"], after: [:]),
            Self.event(3, "endpoint.updated", "iris", at: 30),
            Self.event(4, "endpoint.deleted", "gone", at: 40),
        ]
        let endpoint = try Fixture.endpoint().endpoint
        let rewind = Rewind(to: Self.at(5), over: events)
        let former = try #require(try rewind.former(endpoint))
        #expect(former.traffic.description == "blue=90 green=10" && former.revision == 2)
        #expect(former.tags == ["old": "1"] && former.description == "was")
        #expect(rewind.deleted == ["gone"] && rewind.untold == [3])
        let between = try #require(try Rewind(to: Self.at(15), over: events).former(endpoint))
        #expect(between.traffic.description == "blue=100" && between.revision == 3 && between.tags == ["old": "1"])
        #expect(try Rewind(to: Self.at(-1), over: events).former(endpoint) == nil)
    }

    @Test func aModelsStageIsWhatItWas() throws {
        let model = ModelVersion(
            workspace: "lab", name: "iris", version: "2", type: .custom, source: .local("/m"), baseName: "m",
            contentHash: ContentHash(rawValue: "aa"), size: ByteCount(1), tags: ["t": "2"], stage: "prod",
            creation: Fixture.creation, isArchived: true)
        let events = [
            Self.event(
                1, "model.updated", "iris:2", at: 10,
                before: ["description": nil, "tags": ["t": "1"], "properties": [:], "stage": "dev"], after: [:]),
            Self.event(2, "model.archived", "iris:2", at: 20, before: ["is_archived": false], after: ["is_archived": true]),
            Self.event(3, "model.archived", "iris:1", at: 30, before: ["is_archived": false], after: ["is_archived": true]),
        ]
        let former = try Rewind(to: Self.at(5), over: events).former(model)
        #expect(former?.stage == "dev" && former?.tags == ["t": "1"] && former?.isArchived == false)
        let later = try Rewind(to: Self.at(15), over: events).former(model)
        #expect(later?.stage == "prod" && later?.isArchived == false)
        #expect(try Rewind(to: Self.at(25), over: events).former(model)?.isArchived == true)
    }

    @Test func aComputesLimitsAreWhatTheyWere() throws {
        let then = ComputeSpec(name: "cpu", maxInstances: 2, tier: .lowPriority, tags: ["a": "1"])
        var current = Compute(
            workspace: "lab", spec: ComputeSpec(name: "cpu", maxInstances: 8), provisioningState: .succeeded,
            creation: Fixture.creation)
        current.drain = Drain(isWhole: true)
        let events = [
            Self.event(1, "compute.updated", "cpu", at: 10, before: then.summary, after: current.spec.summary),
            Self.event(2, "compute.draining", "cpu", at: 20, before: Drain().summary, after: current.drain?.summary),
        ]
        let between = try #require(try Rewind(to: Self.at(15), over: events).former(current))
        #expect(between.spec == current.spec && between.drain?.isEmpty == true)
        #expect(try Rewind(to: Self.at(5), over: events).former(current)?.spec == then)
        #expect(try Rewind(to: Self.at(25), over: events).former(current)?.drain?.isWhole == true)
    }

    @Test func anInstanceRanUntilItWasStopped() throws {
        let box = Compute(
            workspace: "lab", spec: .instance(named: "box"), provisioningState: .succeeded, isStopped: true,
            creation: Fixture.creation)
        let events = [
            Self.event(1, "compute.stopped", "box", at: 10, before: ["stopped": false], after: ["stopped": true])
        ]
        #expect(try Rewind(to: Self.at(5), over: events).former(box)?.instanceState == .running)
        #expect(try Rewind(to: Self.at(15), over: events).former(box)?.instanceState == .stopped)
    }

    @Test func aDeploymentsModelIsWhatItWas() throws {
        func deployment(_ model: String, _ count: Int) throws -> OnlineDeployment {
            let reference = try AssetReference(parsing: model)
            return OnlineDeployment(
                workspace: "lab",
                spec: OnlineDeploymentSpec(
                    name: "blue", endpoint: "iris", model: .registered(reference),
                    environmentVariables: ["KEY": "secret"], instanceCount: count),
                provisioningState: .succeeded, model: reference, creation: Fixture.creation)
        }
        let (then, now) = (try deployment("azureml:iris:1", 1), try deployment("azureml:iris:2", 3))
        var changing = now
        changing.provisioningState = .updating
        let events = [
            Self.event(1, "deployment.updating", "iris/blue", at: 10, before: then.summary, after: changing.summary),
            Self.event(
                2, "deployment.succeeded", "iris/blue", at: 20, before: ProvisioningState.updating.noted,
                after: ProvisioningState.succeeded.noted),
        ]
        let first = try #require(try Rewind(to: Self.at(5), over: events).former(now))
        #expect(first.spec == then.spec && first.model == then.model && first.provisioningState == .succeeded)
        let between = try #require(try Rewind(to: Self.at(15), over: events).former(now))
        #expect(between.spec == now.spec && between.provisioningState == .updating)
        #expect(!events.contains { "\($0)".contains("secret") })
    }

    @Test func anAssetsTagsAreWhatTheyWere() async throws {
        let bench = Bench()
        defer { bench.cleanUp() }
        let data = DataAsset(
            workspace: "default", name: "titanic", version: "1", type: .uriFile, location: .local("/d.csv"),
            description: "now", tags: ["t": "2"], creation: Fixture.creation, isArchived: true)
        bench.engine.tells([
            Self.event(
                1, "data.updated", "titanic:1", at: 10, before: ["description": nil, "tags": ["t": "1"]], after: [:]),
            Self.event(2, "data.archived", "titanic:1", at: 20, before: ["is_archived": false], after: ["is_archived": true]),
        ])
        bench.engine.answer("GET /v1/workspaces/default/data", [data])
        let list = ["data", "list", "--at", "2026-01-01T00:00:05Z", "--query", "[].[tags.t, description]", "-o", "tsv"]
        #expect(await bench.run(list) == 0)
        #expect(bench.console.output == "1\tNone\n")
        #expect(bench.engine.calls.contains { $0.line.hasSuffix("/data?archived=included") })
    }

    @Test func theVerbsReadBack() async throws {
        let bench = Bench()
        bench.engine.tells(Self.jobEvents)
        bench.engine.answer("GET /v1/workspaces/default/jobs/brave_fox", Fixture.details(Self.job))
        bench.engine.answer("GET /v1/workspaces/default/jobs", [Self.job])
        let time = "2026-01-01T00:00:10Z"
        #expect(await bench.run("job", "show", "-n", "brave_fox", "--at", time, "--query", "[status, display_name]", "-o", "tsv") == 0)
        #expect(bench.console.output == "Running\nOld\n")
        let list = Bench()
        list.engine.tells(Self.jobEvents)
        list.engine.answer("GET /v1/workspaces/default/jobs", [Self.job])
        #expect(await list.run("job", "list", "--at", "2026-01-01T00:00:01Z", "--query", "[].status", "-o", "tsv") == 0)
        #expect(list.console.output == "Queued\n")
        #expect(list.engine.calls.contains { $0.line.hasSuffix("/jobs?archived=included") })
    }

    @Test(arguments: [
        (["job", "show", "-n", "brave_fox", "--at", "2025-01-01"], 3, "error: job 'brave_fox' was not there at 2025-01-01T00:00:00"),
        (["job", "list", "--at", "2100-01-01"], 65, "error: '2100-01-01' after --at is still to come"),
        (["compute", "stop", "--name", "c", "--at", "-2h"], 64, "error: 'atelier compute stop' has no option '--at'"),
    ] as [([String], Int32, String)])
    func whatCannotBeShownIsRefused(words: [String], code: Int32, message: String) async {
        let bench = Bench()
        bench.engine.answer("GET /v1/workspaces/default/jobs/brave_fox", Fixture.details(Self.job))
        bench.engine.answer("GET /v1/workspaces/default/jobs", [Self.job])
        #expect(await bench.run(words) == code)
        #expect(bench.console.errors.hasPrefix(message), "\(bench.console.errors)")
    }
}
