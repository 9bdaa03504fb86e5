import Domain
import Foundation
import Glibc
import LinuxSystem
import Runtimes
import Store
import Synchronization
import Testing

@testable import Engine

/// Training is in nobody's way.
@Suite struct TrialThreadsTests {
    @Test func whileTrialsTrainJobsStartAndQuestionsAreAnswered() async throws {
        let fixture = try await AutoMLFixture()
        try await fixture.desk.start()
        let gates = try (0..<2).map { try TrialGate(fixture.layout(of: JobName("fox_\($0)"))) }
        try fixture.write(SampleTable.customers().text)
        var work = fixture.classification()
        work.limits.maxConcurrentTrials = 2
        try await fixture.submit(work)
        for number in 0..<2 { try await fixture.engine.event("job.running", of: "fox_\(number)") }
        // Both threads are held; a command has its turn all the same, and everybody his answer.
        _ = try await fixture.scripted.submit("owl")
        #expect(await fixture.scripted.runtime.next()?.attempt == "owl.1")
        #expect(try await fixture.scripted.show("fox_1").status == .running)
        #expect(try await fixture.desk.list(in: fixture.workspace).map(\.name).count == 4)
        #expect(try await fixture.trials().map(\.status) == [.running, .running])
        fixture.scripted.runtime.job("owl.1")?.end(.exited(.code(0)))
        #expect(try await fixture.scripted.end(of: "owl").status == .completed)
        #expect(try await fixture.scripted.show("fox").status == .running)
        for gate in gates { gate.open() }
        #expect(try await fixture.scripted.end(of: "fox").status == .completed)
        let ends = try await fixture.engine.context.store.read { reader in
            try reader.events(after: 0, limit: 1000).filter { $0.kind == "job.completed" }.map(\.resource.name)
        }
        #expect(ends.first == "owl" && ends.last == "fox")
    }

    @Test func trialThreadsStepBackAndKeepToTheirNodesCores() async throws {
        let fixture = try await AutoMLFixture()
        try await fixture.desk.start()
        let core = try #require(CPUAffinity.current.cores.last)
        let node = ComputeNode.on(core, named: "narrow")
        let automl = AutoMLDesk(
            fixture.engine.context, locations: ScriptedLocations(root: "/"), describe: { _ in MLTable() }, findLibrary: { nil })
        let pool = try await automl.threads(of: node, count: 2)
        let own = ThreadUsage.snapshot().filter { $0.name == "node \(node.name)" }
        #expect(own.count == 2)
        for thread in own {
            #expect(thread.niceness == 10)
            #expect(CPUAffinity.of(thread.id).cores == [core])
        }
        #expect(try await pool.run { _ in CPUAffinity.current.cores } == [core])
        // Whoever asks again has the same ones.
        #expect(try await automl.threads(of: node, count: 2) === pool)
    }

    /// A helper that returns late has let go of the body by then: the compiler ends a process in which one has not.
    @Test func foldsSideBySideLetGoOfWhatTheyWereGiven() async throws {
        let pool = try NodeThreads(name: "folds", count: 2, niceness: 10)
        for _ in 0..<1000 {
            let sum = try await pool.run { work in
                let sum = Atomic(0)
                func add(_ body: @Sendable (Int) -> Void) {
                    withoutActuallyEscaping(body) { body in try? work.parallel(8) { body($0) } }
                }
                let caller = pthread_self()
                // The helpers are the last to be done, so that the caller is woken by them.
                add { number in
                    for _ in 0..<(pthread_self() == caller ? 100 : 5000) { sum.add(1, ordering: .relaxed) }
                    sum.add(number, ordering: .relaxed)
                }
                return sum.load(ordering: .relaxed)
            }
            #expect(sum >= 28 + 8 * 100)
        }
    }

    @Test(arguments: [
        (nil, nil, 1), (1, nil, 2), (2, nil, 1), (1, 1, 1), (1, -1, 2), (1, 8, 2), (8, nil, 1),
    ] as [(Int?, Int?, Int)])
    func trialsShareTheBox(concurrent: Int?, cores: Int?, threads: Int) async throws {
        let fixture = try await AutoMLFixture()
        var work = fixture.classification()
        work.limits.maxConcurrentTrials = concurrent
        work.limits.maxCoresPerTrial = cores
        let job = Job(
            name: "fox", workspace: fixture.workspace, spec: JobSpec(work: .automl(work)), experiment: "e", displayName: "fox",
            status: .running, attempt: 1, compute: Compute.localName, creation: CreationContext(at: .distantPast, by: "anna"))
        #expect(TrialRuntime.threadCount(of: .on(0, 1, named: "local-0"), for: job) == threads)
    }
}

extension ComputeNode {
    fileprivate static func on(_ cores: Int..., named name: String) -> ComputeNode {
        ComputeNode(name: NodeName(name), state: .running, since: .distantPast, cores: cores, memory: .gibibytes(1))
    }
}
