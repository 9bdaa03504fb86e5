import Client
import ControlAPI
import Domain
import FoundationEssentials
import Testing

@testable import Studio

/// The searches of the demonstration, which go on.
struct DemoSearchTests {
    let demo = DemoFixture()

    private func name(_ kind: SearchStanding.Kind) async throws -> JobName {
        try #require(try await demo.snapshot().jobs.first { $0.search?.kind == kind }?.name)
    }

    private func progress(_ job: JobName) async throws -> SearchProgress {
        try await demo.engine.call(JobRoutes.search, demo.parts(["job": job.rawValue]))
    }

    @Test func automlIsAlmostOver() async throws {
        let progress = try await progress(name(.automl))
        #expect(progress.trials.count == 24 && progress.trialLimit == 24)
        #expect(progress.trials.map(\.number) == Array(0..<24))
        #expect(progress.trials.filter { !$0.status.isFinal }.map(\.status) == [.running, .running])
        #expect(progress.bestTrial?.algorithm == "XGBoostClassifier")
        #expect(progress.notes.count == 4 && progress.deadline != nil)
        #expect(progress.trials.allSatisfy { $0.score != nil })
    }

    @Test func aSweepEndsTheWorstEarly() async throws {
        let progress = try await progress(name(.sweep))
        let ended = progress.trials.filter { $0.status == .canceled }
        #expect((2...12).contains(ended.count) && ended.allSatisfy { $0.reason?.hasPrefix("ended early") == true })
        let worst = try #require(progress.trials.filter { $0.status == .completed }.compactMap(\.score).min())
        #expect(ended.compactMap(\.score).allSatisfy { $0 < worst })
        #expect(progress.trials.allSatisfy { $0.parameters.keys.sorted() == ["depth", "learning_rate", "subsample"] })
        let rates = progress.trials.compactMap { $0.parameters["learning_rate"]?.number }
        #expect((rates.max() ?? 0) / (rates.min() ?? 1) > 100)
    }

    @Test func whatIsToldOfASearchFitsItsTrials() async throws {
        let snapshot = try await demo.snapshot()
        for kind in SearchStanding.Kind.allCases {
            let job = try await name(kind)
            let (summary, progress) = (try await demo.summary(of: job), try await progress(job))
            #expect(summary.search?.done == progress.doneCount && summary.search?.limit == progress.trialLimit)
            #expect(summary.search?.best?.value == progress.bestTrial?.score)
            #expect(snapshot.jobs.filter { $0.parent == job }.map(\.name).sorted() == progress.trials.map(\.job).sorted())
            for trial in progress.trials where trial.status == .running {
                #expect(snapshot.computes.flatMap(\.nodes).contains { $0.job == trial.job })
            }
        }
    }

    @Test func trialsGoOnUntilTheSearchIsOver() async throws {
        let (sweep, automl) = (try await name(.sweep), try await name(.automl))
        let before = try await progress(sweep).trials.count
        await demo.engine.advance(by: .seconds(240))
        #expect(try await progress(sweep).trials.count > before)
        #expect(try await demo.summary(of: automl).status == .completed)
        #expect(try await progress(automl).bestTrial?.algorithm == "VotingEnsemble")
        await demo.engine.advance(by: .seconds(3000))
        let end = try await progress(sweep)
        #expect(end.trials.count == 30 && end.trials.allSatisfy(\.status.isFinal))
        #expect(try await demo.summary(of: sweep).status == .completed)
    }

    @Test func aSearchThatIsCanceledTakesItsTrialsAlong() async throws {
        let sweep = try await name(.sweep)
        _ = try await demo.engine.call(JobRoutes.cancel, demo.parts(["job": sweep.rawValue])) as Job
        await demo.engine.advance(by: .seconds(6))
        #expect(try await demo.summary(of: sweep).status == .canceled)
        let count = try await progress(sweep).trials.count
        await demo.engine.advance(by: .seconds(20))
        let progress = try await progress(sweep)
        #expect(progress.trials.count == count && progress.trials.allSatisfy(\.status.isFinal))
    }

    @Test func oneThatIsSubmittedBegins() async throws {
        let work = SweepWork(
            trial: CommandWork(command: "true", environment: .registered(AssetReference(name: "iris-training", selector: .version("2")))),
            searchSpace: ["lr": .uniform(min: 0, max: 1)], sampling: .grid,
            objective: SweepObjective(goal: .minimize, metric: "loss"), limits: SweepLimits(maxTotalTrials: 3, maxConcurrentTrials: 1))
        let job: Job = try await demo.engine.call(
            JobRoutes.create, demo.workspace, body: JobSpec(experimentName: "iris-classification", work: .sweep(work)))
        #expect(job.status == .running && job.node == nil)
        await demo.engine.advance(by: .seconds(2))
        let progress = try await progress(job.name)
        #expect(progress.trials.count == 1 && !progress.isHigherBetter && progress.metric == "loss")
    }

    @Test func aJobOfAnotherKindHasNone() async throws {
        let plain = try #require(try await demo.snapshot().jobs.first { $0.search == nil && $0.parent == nil })
        let code = try await demo.code { _ = try await progress(plain.name) }
        #expect(code == .invalidState)
    }

    @Test func theEngineTellsOfItsOwnThreads() async throws {
        var loads: [BoxLoad] = []
        try await demo.engine.followLoad(follow: false) { loads.append($0) }
        let own = try #require(loads.first).nodes.filter { $0.threads != nil }
        #expect(own.count == 2)
        for node in own {
            #expect(node.processes.isEmpty && node.threads?.allSatisfy { $0.niceness == 5 && $0.name.hasPrefix("local-") } == true)
        }
        let text = try JSONEncoder().encode(own[0])
        #expect(try JSONDecoder().decode(NodeLoad.self, from: text) == own[0])
        // A record of before.
        let old = #"{"workspace":"default","compute":"local","node":"n","processors":0,"memory":{"used":0,"total":1},"processes":[]}"#
        #expect(try JSONDecoder().decode(NodeLoad.self, from: Data(old.utf8)).threads == nil)
        let thread = #"{"id":7,"name":"python","processors":0.5,"core":1}"#
        #expect(try JSONDecoder().decode(ThreadLoad.self, from: Data(thread.utf8)).niceness == nil)
    }
}
