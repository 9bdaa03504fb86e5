import Domain
import Foundation
import Testing

@testable import Engine

/// Searches that do not come to the end of what they could try: time, cancellation and trials that fail.
@Suite struct AutoMLEndingTests {
    private func fixture(locations: (any LocationResolving)? = nil) async throws -> AutoMLFixture {
        let fixture = try await AutoMLFixture(locations: locations)
        try await fixture.desk.start()
        return fixture
    }

    // MARK: Time

    @Test func aTrialThatTakesTooLongFailsAndTheOthersGoOn() async throws {
        let fixture = try await fixture()
        let gate = try TrialGate(fixture.layout(of: "fox_0"))
        try fixture.write(SampleTable.customers().text)
        var work = fixture.classification()
        work.limits.trialTimeoutMinutes = 2
        try await fixture.submit(work)
        try await fixture.engine.event("job.running", of: "fox_0")
        // The trial's limit and the search's.
        await fixture.engine.clock.sleepers(2)
        fixture.engine.clock.advance(by: 121)
        await fixture.settle()
        gate.open()
        let trial = try await fixture.scripted.end(of: "fox_0")
        #expect(trial.status == .failed && trial.reason == "ran longer than its limit of 120 s")
        let job = try await fixture.scripted.end(of: "fox")
        #expect(job.status == .completed)
        #expect(try await fixture.trials().map(\.status) == [.failed, .completed])
        #expect(fixture.log().contains("trial 0  LogisticRegression  no AUC_weighted"))
        #expect(fixture.log().contains("Failed: ran longer than its limit of 120 s"))
    }

    @Test func whenTheTimeIsUpTrialsEndAndEnsemblesAreStillMade() async throws {
        let fixture = try await fixture()
        let gate = try TrialGate(fixture.layout(of: "fox_2"))
        try fixture.write(SampleTable.customers().text)
        var work = fixture.classification()
        work.limits.maxTrials = 50
        work.limits.timeoutMinutes = 10
        try await fixture.submit(work)
        try await fixture.engine.event("job.running", of: "fox_2")
        await fixture.engine.clock.sleepers(1)
        fixture.engine.clock.advance(by: 601)
        try await fixture.open(gate, ending: "fox_2")
        let late = try await fixture.scripted.end(of: "fox_2")
        #expect(late.status == .canceled && late.reason == "canceled by its search: the search's time is up")
        let job = try await fixture.scripted.end(of: "fox")
        #expect(job.status == .completed)
        let trials = try await fixture.trials()
        #expect(trials.map(\.status) == [.completed, .completed, .canceled, .completed, .completed])
        #expect(trials.suffix(2).map(\.algorithm) == ["VotingEnsemble", "StackEnsemble"])
        #expect(fixture.log().contains("the time limit of 600 s is reached\n"))
        #expect(fixture.artifacts(of: "fox_2").allSatisfy { !$0.contains("mlflow-model") })
    }

    @Test func aSearchWhoseTimeIsUpBeforeAnyTrialHasCompletedSaysSo() async throws {
        let fixture = try await fixture()
        let gate = try TrialGate(fixture.layout(of: "fox_0"))
        try fixture.write(SampleTable.customers().text)
        var work = fixture.classification()
        work.limits.timeoutMinutes = 1
        try await fixture.submit(work)
        try await fixture.engine.event("job.running", of: "fox_0")
        await fixture.engine.clock.sleepers(1)
        fixture.engine.clock.advance(by: 61)
        try await fixture.open(gate, ending: "fox_0")
        let job = try await fixture.scripted.end(of: "fox")
        #expect(job.status == .failed && job.reason == "none of the 1 trials completed before the time was up")
    }

    // MARK: Cancellation

    @Test func aCancelEndsTrialsAndFreesTheirThreads() async throws {
        let fixture = try await fixture()
        let gates = try (0..<2).map { try TrialGate(fixture.layout(of: JobName("fox_\($0)"))) }
        try fixture.write(SampleTable.customers().text)
        var work = fixture.classification()
        work.limits.maxConcurrentTrials = 2
        try await fixture.submit(work)
        for number in 0..<2 { try await fixture.engine.event("job.running", of: "fox_\(number)") }
        try await fixture.desk.cancel("fox", in: fixture.workspace, by: "bert")
        for (number, gate) in gates.enumerated() { try await fixture.open(gate, ending: JobName("fox_\(number)")) }
        let job = try await fixture.scripted.end(of: "fox")
        #expect(job.status == .canceled && job.reason == "canceled by bert")
        let trials = try await fixture.trials()
        #expect(trials.map(\.status) == [.canceled, .canceled])
        #expect(trials.allSatisfy { $0.reason == "canceled by its search" })
        // The same threads train again.
        #expect(try await fixture.finished(work, as: "hen").status == .completed)
        #expect(try await fixture.busyNodes().isEmpty)
        for number in 0..<2 {
            #expect(fixture.artifacts(of: JobName("fox_\(number)")).allSatisfy { !$0.contains("mlflow-model") })
        }
    }

    /// A trial whose folds run side by side leaves out those that nobody wants any more.
    @Test func aCancelBetweenFoldsThatRunSideBySideEndsTheTrial() async throws {
        let fixture = try await fixture()
        let gate = try TrialGate(fixture.layout(of: "fox_0"))
        try fixture.write(SampleTable.customers().text)
        var work = fixture.classification()
        work.validationShare = nil
        work.foldCount = 6
        try await fixture.submit(work)
        try await fixture.engine.event("job.running", of: "fox_0")
        try await fixture.desk.cancel("fox_0", in: fixture.workspace, by: "bert")
        try await fixture.open(gate, ending: "fox_0")
        let trial = try await fixture.scripted.end(of: "fox_0")
        #expect(trial.status == .canceled && trial.reason == "canceled by bert")
        #expect(try await fixture.scripted.end(of: "fox").status == .completed)
    }

    @Test func aTrialCanceledAloneLeavesTheOthers() async throws {
        let fixture = try await fixture()
        let gate = try TrialGate(fixture.layout(of: "fox_1"))
        try fixture.write(SampleTable.customers().text)
        var work = fixture.classification()
        work.limits.maxTrials = 5
        try await fixture.submit(work)
        try await fixture.engine.event("job.running", of: "fox_1")
        try await fixture.desk.kill("fox_1", in: fixture.workspace, by: "bert")
        gate.open()
        #expect(try await fixture.scripted.end(of: "fox_1").status == .canceled)
        #expect(try await fixture.scripted.end(of: "fox").status == .completed)
        let trials = try await fixture.trials()
        #expect(trials.map(\.status) == [.completed, .canceled, .completed, .completed, .completed])
    }

    @Test func aCancelDoesNotWaitForDataThatIsBeingRead() async throws {
        let locations = HeldLocations()
        let fixture = try await fixture(locations: locations)
        try fixture.write(SampleTable.customers().text)
        try await fixture.submit(fixture.classification())
        await locations.asked()
        try await fixture.desk.cancel("fox", in: fixture.workspace, by: "bert")
        let job = try await fixture.scripted.end(of: "fox")
        #expect(job.status == .canceled && job.reason == "canceled by bert")
        #expect(try await fixture.trials().isEmpty)
        locations.open()
    }

    @Test func anEngineThatStopsDoesNotWaitForDataThatIsBeingRead() async throws {
        let locations = HeldLocations()
        let fixture = try await fixture(locations: locations)
        try fixture.write(SampleTable.customers().text)
        try await fixture.submit(fixture.classification())
        await locations.asked()
        try await fixture.desk.stop(cancelJobs: false)
        #expect(try await fixture.scripted.show("fox").status == .running)
        locations.open()
    }

    // MARK: Failure

    @Test func aTrialThatFailsDoesNotFailTheSearch() async throws {
        let fixture = try await fixture()
        // The model of the first has a file where its folder must be.
        let folder = fixture.layout(of: "fox_0").artifacts
        try fixture.write(SampleTable.customers().text)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: "\(folder)/confusion_matrix", withIntermediateDirectories: true)
        var work = fixture.classification()
        work.limits.maxTrials = 5
        let job = try await fixture.finished(work)
        #expect(job.status == .completed)
        let trials = try await fixture.trials()
        #expect(trials.map(\.status) == [.failed, .completed, .completed, .completed, .completed])
        let reason = try #require(trials[0].reason)
        #expect(reason.contains("confusion_matrix"), "\(reason)")
        #expect(fixture.log(of: "fox_0").contains("error: \(reason)"))
        #expect(job.spec.properties["best_child_run_id"] != "fox_0")
    }
}
