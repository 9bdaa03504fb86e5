import ArgumentParser
import ControlAPI
import Domain
import Foundation
import Testing

@testable import Commands

/// Why something waits, failed, is slow or takes no traffic: by value.
@Suite struct WhyTests {
    static let now = Fixture.time.addingTimeInterval(300)

    struct Case: CustomTestStringConvertible, Sendable {
        let explanation: Explanation
        let sentence: String
        let commands: [String]
        var testDescription: String { sentence }

        init(_ explanation: Explanation, _ sentence: String, _ commands: [String] = []) {
            self.explanation = explanation
            self.sentence = sentence
            self.commands = commands
        }
    }

    // MARK: Jobs

    static func compute(
        _ nodes: [ComputeNode] = [], maximum: Int = 1, type: ComputeType = .amlcompute, drain: Drain? = nil,
        isStopped: Bool? = nil, state: ProvisioningState = .succeeded
    ) -> Compute {
        Compute(
            workspace: "lab", spec: ComputeSpec(name: "cpu", type: type, maxInstances: maximum), provisioningState: state,
            nodes: nodes, drain: drain, isStopped: isStopped, creation: Fixture.creation)
    }

    static func node(
        _ name: NodeName, _ state: NodeState = .running, job: JobName? = nil, cores: [Int] = [0], isDraining: Bool = false
    ) -> ComputeNode {
        ComputeNode(
            name: name, state: state, isDraining: isDraining, job: job, since: Fixture.time, cores: cores,
            memory: .gibibytes(4))
    }

    static func job(
        _ status: JobStatus, _ compute: Compute?, reason: String? = nil, exitCode: Int32? = nil, position: Int? = nil,
        log: [String] = [], node: NodeName? = nil, hasStarted: Bool = true, after seconds: Double = 300
    ) -> Explanation {
        var job = Fixture.job(status, reason: reason, exitCode: exitCode)
        job.node = node
        if !hasStarted { job.startedAt = nil }
        return JobExplainer(
            job: job, compute: compute, queuePosition: position, logLines: log,
            now: Fixture.time.addingTimeInterval(seconds)
        ).explanation
    }

    static let jobs = [
        Case(
            job(.queued, nil), "job brave_fox waits for compute 'cpu', which is not there any more",
            ["atelier compute create --name cpu", "atelier job cancel --name brave_fox"]),
        Case(
            job(.queued, compute(isStopped: true)), "job brave_fox waits: compute cpu is stopped",
            ["atelier compute start --name cpu"]),
        Case(
            job(.queued, compute(drain: Drain(isWhole: true))),
            "job brave_fox waits: compute cpu is draining and takes no new jobs", ["atelier compute undrain --name cpu"]),
        Case(
            job(.queued, compute([node("cpu-0", isDraining: true)], drain: Drain(nodes: ["cpu-0"]))),
            "job brave_fox waits: every node of compute cpu is draining", ["atelier compute undrain --name cpu"]),
        Case(
            job(.queued, compute([node("cpu-0", job: "a")]), position: 3),
            "job brave_fox waits: 2 jobs are ahead of it on cpu",
            ["atelier compute update --name cpu --max-instances 2", "atelier job list --output table"]),
        Case(
            job(.queued, compute([node("cpu-0", job: "a")]), position: 2),
            "job brave_fox waits: 1 job is ahead of it on cpu",
            ["atelier compute update --name cpu --max-instances 2", "atelier job list --output table"]),
        Case(
            job(.queued, compute([node("cpu-0", .preparing)]), position: 1),
            "job brave_fox waits: a node of cpu is being prepared"),
        Case(
            job(.queued, compute([node("cpu-0", job: "a")]), position: 1),
            "job brave_fox waits: the one node of cpu is busy with a",
            ["atelier compute update --name cpu --max-instances 2", "atelier job cancel --name a"]),
        Case(
            job(.queued, compute([node("n0", job: "a"), node("n1", job: "b")], maximum: 2, type: .local), position: 1),
            "job brave_fox waits: both nodes of cpu are busy with a, b", ["atelier job cancel --name a"]),
        Case(
            job(.queued, compute([node("cpu-0", .idle)]), position: 1), "job brave_fox waits: cpu is about to take it"),
        Case(
            job(.preparing, compute(), reason: "building the environment"),
            "job brave_fox is not running yet: building the environment", ["atelier job stream --name brave_fox"]),
        Case(
            job(.running, compute([node("cpu-0", job: "brave_fox")]), node: "cpu-0", after: 30),
            "job brave_fox has run for 30 s and has its cores to itself", ["atelier job stream --name brave_fox"]),
        Case(
            job(
                .running, compute([node("cpu-0", job: "brave_fox", cores: [0, 1]), node("cpu-1", job: "b", cores: [1])]),
                node: "cpu-0", after: 30), "job brave_fox has run for 30 s and shares its cores with b",
            ["atelier job stream --name brave_fox", "atelier compute drain --name cpu"]),
        Case(
            job(.running, compute(), after: 57),
            "job brave_fox has run for 57 s and is ended in 3 s at its limit of 60 s",
            ["atelier job stream --name brave_fox", "atelier job rerun --name brave_fox --set limits.timeout=120"]),
        Case(
            job(.failed, compute(), reason: "exit code 1: boom", exitCode: 1), "job brave_fox failed: exit code 1: boom",
            ["atelier job stream --name brave_fox", "atelier job rerun --name brave_fox"]),
        Case(
            job(
                .failed, compute(), reason: "exit code 1", exitCode: 1,
                log: ["Traceback", "ModuleNotFoundError: No module named 'xgboost.core'"]),
            "job brave_fox failed: its environment has no Python module 'xgboost'",
            ["# add xgboost under pip: in the conda file, then", "atelier job rerun --name brave_fox"]),
        Case(
            job(
                .failed, compute(),
                reason: "exit code 1: FileNotFoundError: [Errno 2] No such file or directory: 'data/a.csv'", exitCode: 1),
            "job brave_fox failed: there is no file 'data/a.csv' where it ran",
            ["# is it in the code folder, or an input?", "atelier job show --name brave_fox", "atelier job rerun --name brave_fox"]),
        Case(
            job(.failed, compute(), reason: "ran longer than its limit of 60 s"),
            "job brave_fox failed: it ran longer than its limit of 60 s",
            ["atelier job rerun --name brave_fox --set limits.timeout=120"]),
        Case(
            job(.failed, compute(), reason: "exit code 1: MemoryError (a process on cpu-0 may hold 7.0 GiB)", exitCode: 1),
            "job brave_fox failed: exit code 1: MemoryError (a process on cpu-0 may hold 7.0 GiB)",
            ["# give it a larger size, or less data:", "atelier compute list-sizes --output table",
                "atelier job rerun --name brave_fox"]),
        Case(
            job(.failed, compute(), reason: "lost runner: the box went down"),
            "job brave_fox failed: lost runner: the box went down",
            ["atelier job rerun --name brave_fox", "atelier engine logs"]),
        Case(
            job(.failed, compute(), reason: "no environment", hasStarted: false),
            "job brave_fox failed before it started: no environment",
            ["atelier job stream --name brave_fox", "atelier job rerun --name brave_fox"]),
        Case(
            job(.canceled, compute(), reason: "canceled by ann"), "job brave_fox was canceled by ann",
            ["atelier job rerun --name brave_fox"]),
        Case(
            job(.cancelRequested, compute(), reason: "killed by ann"), "job brave_fox is being ended: killed by ann",
            ["atelier job stream --name brave_fox"]),
        Case(job(.completed, compute()), "job brave_fox completed; there is nothing wrong with it"),
        Case(job(.finalizing, compute()), "job brave_fox has run, and its outputs are being recorded"),
    ]

    // MARK: Computes

    static func explained(_ compute: Compute, queued: Int = 0) -> Explanation {
        ComputeExplainer(compute: compute, queued: queued, now: now).explanation
    }

    static let computes = [
        Case(explained(compute()), "compute cpu has no nodes because nothing waits for it; a job gets one"),
        Case(explained(compute([node("cpu-0", .idle)])), "compute cpu is idle: nothing waits for it"),
        Case(
            explained(compute([node("cpu-0", job: "a")], maximum: 2)),
            "compute cpu works: 1 of at most 2 nodes run jobs, and none waits"),
        Case(
            explained(compute([node("cpu-0", job: "a")]), queued: 2),
            "2 jobs wait because compute cpu is at its maximum of 1 node, all busy",
            ["atelier compute update --name cpu --max-instances 2", "atelier job list --output table"]),
        Case(
            explained(compute([node("n0", job: "a")], type: .local), queued: 1),
            "1 job waits because compute cpu is at its maximum of 1 node, all busy", ["atelier job list --output table"]),
        Case(
            explained(compute([node("cpu-0", .preparing)]), queued: 1), "compute cpu prepares a node for the 1 job waiting"),
        Case(explained(compute(), queued: 1), "compute cpu is about to take the 1 job waiting"),
        Case(explained(compute(isStopped: true), queued: 1), "compute cpu is stopped", ["atelier compute start --name cpu"]),
        Case(
            explained(compute(state: .failed)), "compute cpu is Failed", ["atelier compute show --name cpu"]),
        Case(
            explained(compute([node("cpu-0", .unusable)]), queued: 1), "no node of compute cpu is usable",
            ["atelier engine logs"]),
    ]

    // MARK: Endpoints

    static func deployment(
        _ state: ProvisioningState = .succeeded, traffic: [DeploymentName: Int] = ["blue": 100],
        mirror: [DeploymentName: Int] = [:], diagnosis: DeploymentDiagnosis? = nil, phase: String? = nil,
        load: DeploymentLoad? = nil, workers: DeploymentWorkers? = nil
    ) throws -> DeploymentExplainer {
        var endpoint = try Fixture.endpoint(traffic).endpoint
        endpoint.mirrorTraffic = try MirrorSplit(mirror)
        let phases = phase.map { [DeploymentPhase(name: $0, startedAt: Fixture.time)] } ?? []
        let loads = load.map { [EndpointLoad(endpoint: "iris", at: Fixture.time, deployments: [$0])] } ?? []
        return DeploymentExplainer(
            details: DeploymentDetails(
                deployment: Fixture.deployment(state), phases: phases, diagnosis: diagnosis, workers: workers),
            endpoint: endpoint, load: ServingLoad(of: "blue", in: loads))
    }

    static func load(errors: Double = 0, queued: Int = 0, restarts: Int = 0) -> DeploymentLoad {
        DeploymentLoad(
            deployment: "blue", requestsPerSecond: 100, errorsPerSecond: errors, p50: 1, p95: 20, p99: 30, inFlight: 1,
            queued: queued,
            workers: [
                WorkerLoad(
                    pid: 7, state: "ready", memory: .gibibytes(1), processors: 0.5, startedAt: Fixture.time,
                    restarts: restarts)
            ])
    }

    static let logs = "atelier online-deployment get-logs --name blue --endpoint-name iris"

    @Test func deploymentsAreExplained() throws {
        let diagnosis = DeploymentDiagnosis(summary: "init() raised KeyError", hint: "look", traceback: "T\nKeyError: x")
        let cases = [
            Case(try Self.deployment().explanation, "deployment iris/blue takes 100 % of the traffic and answers it"),
            Case(
                try Self.deployment(.failed, diagnosis: diagnosis).explanation,
                "deployment iris/blue failed: init() raised KeyError",
                [Self.logs, "atelier online-deployment update --name blue --endpoint-name iris --file deployment.yml"]),
            Case(
                try Self.deployment(.creating, phase: "starting 2 workers").explanation,
                "deployment iris/blue is not ready yet: starting 2 workers", [Self.logs]),
            Case(
                try Self.deployment(traffic: [:]).explanation, "deployment iris/blue takes no traffic: its share is 0 %",
                ["atelier online-endpoint update --name iris --traffic \"blue=100\""]),
            Case(
                try Self.deployment(traffic: ["green": 100], mirror: ["blue": 10]).explanation,
                "deployment iris/blue gets copies of requests only, and its answers are compared and dropped"),
            Case(
                try Self.deployment(load: Self.load(errors: 7)).explanation,
                "deployment iris/blue fails 7 % of its requests",
                [Self.logs, "atelier online-endpoint rollback --name iris"]),
            Case(
                try Self.deployment(load: Self.load(restarts: 4)).explanation,
                "the workers of deployment iris/blue keep ending: one was started anew 4 times", [Self.logs]),
            Case(
                try Self.deployment(load: Self.load(queued: 9)).explanation,
                "deployment iris/blue is slow: requests wait for its one worker",
                ["atelier online-deployment update --name blue --endpoint-name iris --set instance_count=2"]),
        ]
        for example in cases { try check(example) }
        #expect(cases[1].explanation.evidence.contains { $0.what == "traceback" && $0.lines == ["T", "KeyError: x"] })
        #expect(cases[5].explanation.evidence.contains {
            $0.what == "last minutes" && $0.lines == ["100 requests, 7 % errors, p95 up to 20 ms"]
        })
    }

    @Test func endpointsAreExplained() throws {
        func explained(_ weights: [DeploymentName: Int], _ deployments: [DeploymentExplainer]) throws -> Explanation {
            EndpointExplainer(endpoint: try Fixture.endpoint(weights).endpoint, deployments: deployments).explanation
        }
        for example in [
            Case(
                try explained([:], []), "endpoint iris answers nothing: it has no deployment",
                ["atelier online-deployment create --endpoint-name iris --file deployment.yml --all-traffic"]),
            Case(
                try explained([:], [Self.deployment(traffic: [:])]),
                "endpoint iris answers nothing: no deployment has a share of its traffic",
                ["atelier online-endpoint update --name iris --traffic \"blue=100\""]),
            Case(
                try explained(["blue": 100], [Self.deployment(load: Self.load(errors: 50))]),
                "endpoint iris: deployment iris/blue fails 50 % of its requests",
                [Self.logs, "atelier online-endpoint rollback --name iris"]),
            Case(
                try explained(["blue": 100], [Self.deployment(load: Self.load())]),
                "endpoint iris answers: nothing is wrong with what takes its traffic"),
        ] { try check(example) }
    }

    @Test(arguments: jobs + computes)
    func jobsAndComputesAreExplained(example: Case) throws {
        try check(example)
    }

    private func check(_ example: Case) throws {
        #expect(example.explanation.sentence == example.sentence)
        #expect(example.explanation.commands == example.commands)
        #expect(!example.explanation.evidence.isEmpty)
        for line in example.explanation.commands where !line.hasPrefix("#") {
            let words = Array(CommandTreeTests.words(line).dropFirst())
            #expect(throws: Never.self, "does not parse: \(line)") { try Atelier.parseAsRoot(words) }
        }
    }

    @Test func evidenceStandsInAColumn() {
        var explanation = Explanation("it failed", commands: ["do this"])
        explanation.note("log", ["a", "b"])
        explanation.note("exit code", "1")
        explanation.note("nothing", [])
        #expect(
            explanation.text
                == "it failed\n  log        a\n             b\n  exit code  1\nwhat to do:\n  do this\n")
    }

    @Test(arguments: [(42.9, "42 s"), (60, "1 min"), (3600, "1 h"), (3720, "1 h 2 min"), (-5, "0 s")])
    func timesAreTold(seconds: Double, text: String) {
        #expect(Explanation.duration(seconds) == text)
    }

    @Test func workersThatKeepEndingAreTheGravest() throws {
        let workers = DeploymentWorkers(
            wanted: 1, up: 0, restarts: 9, condition: "broken", reason: "init() fails: ValueError")
        let trouble = try Self.deployment(load: Self.load(errors: 50, restarts: 9), workers: workers).trouble
        #expect(
            trouble?.sentence
                == "deployment iris/blue answers nobody, its workers keep ending: init() fails: ValueError")
    }

    @Test func theVerbAsksOfDeploymentsAndTheirLoad() async throws {
        let bench = Bench()
        let base = "GET /v1/workspaces/default/online-endpoints/iris"
        bench.engine.answer(base, try Fixture.endpoint())
        bench.engine.answer("\(base)/deployments", [Fixture.deployment(.succeeded)])
        bench.engine.answer(
            "\(base)/deployments/blue",
            DeploymentDetails(deployment: Fixture.deployment(.succeeded), phases: [], diagnosis: nil))
        bench.engine.measures([EndpointLoad(endpoint: "iris", at: Fixture.time, deployments: [Self.load(errors: 25)])])
        for words in [["endpoint", "iris"], ["online-endpoint", "iris"]] {
            let before = bench.console.output
            #expect(await bench.run(["why"] + words) == 0)
            #expect(bench.console.output.dropFirst(before.count).hasPrefix(
                "endpoint iris: deployment iris/blue fails 25 % of its requests\n"))
        }
        let one = Bench()
        one.engine.answer(base, try Fixture.endpoint())
        one.engine.answer(
            "\(base)/deployments/blue",
            DeploymentDetails(deployment: Fixture.deployment(.succeeded), phases: [], diagnosis: nil))
        #expect(await one.run("why", "deployment", "iris/blue", "--query", "sentence", "-o", "tsv") == 0)
        #expect(one.console.output == "deployment iris/blue takes 100 % of the traffic and answers it\n")
    }

    @Test func theVerbAsksAndTells() async throws {
        let bench = Bench()
        bench.engine.answer("GET /v1/workspaces/default/jobs/brave_fox", Fixture.details(Fixture.job(.failed, reason: "exit code 3", exitCode: 3)))
        bench.engine.answer("GET /v1/workspaces/default/computes/cpu", failure: AtelierError(.notFound, "gone"))
        bench.engine.answer("GET /v1/workspaces/default/job-summaries", [JobSummary]())
        bench.engine.answer(
            "GET /v1/workspaces/default/jobs/brave_fox/log/lines",
            LogPage(lines: [LogLine(number: 1, level: .error, text: "\u{1B}[31mboom\u{1B}[0m")], total: 1, isComplete: true))
        #expect(await bench.run("why", "job", "brave_fox") == 0)
        #expect(bench.console.output.hasPrefix("job brave_fox failed: exit code 3\n"))
        #expect(bench.console.output.contains("  log        boom\n"))
        let json = Bench()
        #expect(await json.run("why", "deployment", "iris", "-o", "json") == 65)
        #expect(json.console.errors == "error: 'iris' names no deployment\nhint: write ENDPOINT/NAME, e.g. iris/blue\n")
    }
}
