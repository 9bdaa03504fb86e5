import Domain
import Foundation
import LinuxSystem
import Logging
import Runtimes
import Store
import Testing

@testable import Engine

/// The road with the real runner and the real tracking store.
@Suite struct RealRunnerTests {
    private let workspace = Workspace.defaultName

    @Test func aCommandRunsWhereItShould() async throws {
        let home = try RealHome()
        let desk = try await home.desk()
        let job = try await desk.submit(
            spec("echo $AZUREML_RUN_ID $MLFLOW_EXPERIMENT_NAME; pwd; python -c 'print(6*7)'; echo m > outputs/model.txt"),
            in: workspace, by: "anna")
        let ended = try await desk.end(of: job.name, in: workspace)
        #expect(ended.status == .completed, "\(ended.reason ?? "")")
        let layout = desk.layout(of: ended)
        let log = try String(contentsOfFile: layout.userLog, encoding: .utf8)
        #expect(log == "\(job.name) Default\n\(layout.work)\n42\n")
        #expect(try String(contentsOfFile: layout.artifacts + "/outputs/model.txt", encoding: .utf8) == "m\n")
        let run = try await home.context.store.read { try $0.runInfo(RunID(job.name.rawValue)) }
        #expect(run?.status == .finished)
    }

    @Test func anExitCodeIsKept() async throws {
        let home = try RealHome()
        let desk = try await home.desk()
        let job = try await desk.submit(spec("echo 'ValueError: bad' >&2; exit 3"), in: workspace, by: "anna")
        let ended = try await desk.end(of: job.name, in: workspace)
        #expect(ended.reason == "exit code 3: ValueError: bad")
        let run = try await home.context.store.read { try $0.runInfo(RunID(job.name.rawValue)) }
        #expect(run?.status == .failed)
    }

    @Test func cancelReachesTheWholeGroup() async throws {
        let home = try RealHome()
        let desk = try await home.desk()
        let job = try await desk.submit(spec("sleep 1000 & sleep 1000"), in: workspace, by: "anna")
        for try await batch in home.context.journal.events(after: 0) where batch.contains(where: { $0.kind == "job.running" }) {
            break
        }
        try await desk.cancel(job.name, in: workspace, by: "anna")
        #expect(try await desk.end(of: job.name, in: workspace).status == .canceled)
    }

    @Test func aNewEngineTakesARunningJobUp() async throws {
        let home = try RealHome()
        let first = try await home.desk()
        let job = try await first.submit(
            spec("echo start; while [ ! -e go ]; do sleep 0.02; done; echo end; exit 5"), in: workspace, by: "anna")
        for try await batch in home.context.journal.events(after: 0) where batch.contains(where: { $0.kind == "job.running" }) {
            break
        }
        try await first.stop(cancelJobs: false)
        let second = try await home.desk()
        try Data().write(to: URL(filePath: second.layout(of: job).work + "/go"))
        let ended = try await second.end(of: job.name, in: workspace)
        #expect(ended.exitCode == 5)
        #expect(ended.attempt == 1)
        #expect(try String(contentsOfFile: second.layout(of: job).userLog, encoding: .utf8) == "start\nend\n")
    }

    @Test func manyJobsRunOnceEach() async throws {
        let home = try RealHome()
        let desk = try await home.desk()
        var names: [JobName] = []
        for _ in 0..<20 { names.append(try await desk.submit(spec("echo one"), in: workspace, by: "anna").name) }
        for name in names {
            let ended = try await desk.end(of: name, in: workspace)
            #expect(ended.status == .completed)
            #expect(try String(contentsOfFile: desk.layout(of: ended).userLog, encoding: .utf8) == "one\n")
        }
    }

    private func spec(_ command: String) -> JobSpec {
        JobSpec(work: .command(CommandWork(command: command, environment: .inline(EnvironmentSpec(image: "ubuntu")))))
    }
}

/// A home that several desks can be opened over, one after the other.
final class RealHome {
    let root: String
    let context: EngineContext

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "atelier-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let home = HomeLayout(root: root)
        let store = try Store(path: home.database, logger: logger)
        context = EngineContext(
            home: home, store: store, journal: EventJournal(store: store), clock: .system,
            settings: EngineSettings(cancelGrace: .seconds(5)), logger: logger)
    }

    func desk() async throws -> JobDesk {
        let runner = try #require(Host.executablePath).splitAtLastComponent.folder + "/atelier-runner"
        let workspaces = WorkspaceCatalog(context: context)
        try await workspaces.start()
        let tracking = TrackingLedger(context: context)
        let desk = JobDesk(
            context: context, computes: ComputeFleet(context: context),
            services: JobServices(
                code: ScriptedCode(), environments: ScriptedEnvironments(), locations: ScriptedLocations(root: root),
                runs: MLflowRuns(
                    ledger: tracking, tokens: try RunTokens(home: context.home),
                    trackingURI: "http://127.0.0.1:5000"),
                runtime: RunnerProcess(executable: runner), assets: ScriptedOutputs()))
        try await desk.start()
        return desk
    }

    deinit {
        try? context.store.close()
        try? FileManager.default.removeItem(atPath: root)
    }
}
