import Domain
import Runtimes
import Store
import Testing

@testable import Engine

/// What comes after the last trial.
@Suite struct SearchConclusionTests {
    /// Its one trial is over, and what it asks of the best one takes until nobody wants it any more.
    private struct EndlessConclusion: SearchPlanning {
        let begin: AsyncStream<Void>.Continuation

        func prepare() async throws -> [String] { [] }
        func usualConcurrency(nodes: Int, cores: Int) async -> Int { 1 }
        func next(after trials: [SearchTrial], isClosing: Bool) async throws -> SearchDraft? { nil }
        func hopeless(among trials: [SearchTrial]) async throws -> [JobName: String] { [:] }
        func isSummary(_ trial: SearchTrial) async -> Bool { false }

        func outputs(of best: SearchTrial) async throws -> [String: JobOutput] {
            begin.finish()
            let (never, waiting) = AsyncStream<Void>.makeStream()
            for await _ in never {}
            waiting.finish()
            try Task.checkCancellation()
            return [:]
        }

        func close() async {}
    }

    @Test func aCancelEndsWhatIsAskedOfTheBest() async throws {
        let fixture = try await SweepFixture()
        let desk = fixture.scripted.desk
        let intake = JobIntake(context: desk.context, computes: desk.computes, services: desk.services)
        let search = try await intake.take(SweepFixture.spec("fox"), in: fixture.workspace, by: "anna")
        let trials = TrialDesk(
            context: desk.context, services: desk.services, ledger: desk.ledger, ends: JobEnds(), intake: intake, nodeCount: 1,
            coresPerNode: 1, enqueue: { _ in }, cancel: { _, _ in })
        let work = CommandWork(command: "train", environment: .inline(EnvironmentSpec(image: "ubuntu")))
        try await trials.begin(
            SearchDraft(number: 0, properties: [JobProperty.trialNumber: "0"], work: .command(work)), of: search)
        _ = try await desk.ledger.apply(.claimed("local-0", and: []), to: "fox_0")
        _ = try await desk.ledger.apply(.started, to: "fox_0")
        try await fixture.log(0.9, to: "fox_0.1")
        await desk.ledger.end("fox_0", as: .completed)

        let (begun, begin) = AsyncStream<Void>.makeStream()
        let supervisor = SearchSupervisor(
            search, objective: SweepObjective(goal: .maximize, metric: "auc"), planning: EndlessConclusion(begin: begin),
            desk: trials, ledger: desk.ledger)
        let run = Task { await supervisor.run() }
        for await _ in begun {}
        #expect(try await fixture.scripted.show("fox").status == .finalizing)
        _ = try await desk.ledger.apply(.cancelRequested(by: "anna"), to: "fox")
        await supervisor.cancel()
        await run.value
        let job = try await fixture.scripted.show("fox")
        #expect(job.status == .canceled && job.reason == "canceled by anna")
    }
}
