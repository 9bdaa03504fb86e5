import Documents
import Domain
import Foundation
import Learning
import Store

@testable import Engine

/// A desk that trains: the runs are kept, and trials run on the threads of their nodes. XGBoost is not there unless a test names it.
struct AutoMLFixture {
    let engine: EngineFixture
    let scripted: ScriptedDesk
    let runs: MLflowRuns
    let workspace = Workspace.defaultName

    var desk: JobDesk { scripted.desk }

    init(
        _ engine: EngineFixture? = nil, library: String? = nil, locations: (any LocationResolving)? = nil
    ) async throws {
        let engine = try engine ?? EngineFixture()
        self.engine = engine
        runs = MLflowRuns(
            ledger: TrackingLedger(context: engine.context), tokens: try RunTokens(home: engine.context.home),
            trackingURI: "http://127.0.0.1:5000")
        let locations = locations ?? ScriptedLocations(root: engine.context.home.root)
        let automl = AutoMLDesk(
            engine.context, locations: locations, describe: { try MLTableDocument.read(folder: $0) }, findLibrary: { library })
        scripted = try await ScriptedDesk(
            engine, locations: locations, tracking: runs,
            automl: (automl, TrialRuntime(engine.context, desk: automl, runs: runs)))
    }

    // MARK: Data

    /// Where a file of the test lies.
    func path(_ name: String) -> String { "\(engine.context.home.root)/data/\(name)" }

    @discardableResult
    func write(_ text: String, to name: String = "train.csv") throws -> String { try write(Data(text.utf8), to: name) }

    @discardableResult
    func write(_ bytes: Data, to name: String) throws -> String {
        let place = URL(filePath: path(name))
        try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: place)
        return place.path
    }

    func data(_ name: String) -> DataInput { DataInput(type: .uriFile, location: .local(path(name))) }

    // MARK: Jobs

    /// Which customers leave: two cheap algorithms, a quarter of the rows held out, one trial after the other.
    func classification() -> AutoMLWork {
        AutoMLWork(
            task: .classification, targetColumn: "left", primaryMetric: "AUC_weighted", isHigherBetter: true,
            trainingData: data("train.csv"), validationShare: 0.25,
            training: AutoMLTraining(allowedAlgorithms: ["logistic_regression", "bernoulli_naive_bayes"], isExplained: false),
            limits: AutoMLLimits(maxTrials: 4, maxConcurrentTrials: 1), outputs: ["best_model": JobOutput(type: .mlflowModel)], seed: 1)
    }

    /// What flats cost.
    func regression() -> AutoMLWork {
        AutoMLWork(
            task: .regression, targetColumn: "rent", primaryMetric: "normalized_root_mean_squared_error", isHigherBetter: false,
            trainingData: data("train.csv"), validationShare: 0.25,
            training: AutoMLTraining(allowedAlgorithms: ["elastic_net", "knn"], isExplained: false),
            limits: AutoMLLimits(maxTrials: 4, maxConcurrentTrials: 1), outputs: ["best_model": JobOutput(type: .mlflowModel)], seed: 1)
    }

    @discardableResult
    func submit(_ work: AutoMLWork, as name: JobName = "fox") async throws -> Job {
        try await desk.submit(
            JobSpec(name: name, experimentName: "searches", work: .automl(work)), in: workspace, by: "anna")
    }

    /// The search once it is over.
    func finished(_ work: AutoMLWork, as name: JobName = "fox") async throws -> Job {
        try await submit(work, as: name)
        return try await scripted.end(of: name)
    }

    /// The search of customers over a table, once it is over.
    func finished(
        over table: SampleTable = .customers(), _ change: (inout AutoMLWork) -> Void = { _ in }
    ) async throws -> Job {
        try write(table.text)
        var work = classification()
        change(&work)
        return try await finished(work)
    }

    /// Lets what was asked for reach the trials that are held: they are told by tasks of their own.
    func settle() async { for _ in 0..<500 { await Task.yield() } }

    /// Opens the gate of a trial that its search is ending.
    func open(_ gate: TrialGate, ending name: JobName) async throws {
        try await engine.event("job.cancel_requested", of: name.rawValue)
        await settle()
        gate.open()
    }

    /// Stops the engine while a trial is held, which is let go once it is told.
    func stop(opening gate: TrialGate) async throws {
        async let stopping: Void = desk.stop(cancelJobs: false)
        await settle()
        gate.open()
        try await stopping
    }

    // MARK: What came of it

    func progress(of name: JobName = "fox") async throws -> SearchProgress { try await desk.progress(of: name, in: workspace) }

    func trials(of name: JobName = "fox") async throws -> [SearchTrial] { try await progress(of: name).trials }

    func metrics(of name: JobName) async throws -> [String: Double] {
        try await engine.context.store.read { try $0.latestMetrics(of: name) }
    }

    func layout(of name: JobName = "fox") -> JobLayout { engine.context.home.job(name, in: workspace) }

    func log(of name: JobName = "fox") -> String {
        (try? String(contentsOfFile: layout(of: name).userLog, encoding: .utf8)) ?? ""
    }

    /// The names of the files in a job's artifacts, one below another with `/`.
    func artifacts(of name: JobName) -> [String] {
        (FileManager.default.subpaths(atPath: layout(of: name).artifacts) ?? []).sorted()
    }

    /// The nodes of `local` that have a job.
    func busyNodes() async throws -> [NodeName] {
        try await scripted.computes.show(Compute.localName, in: workspace).nodes.filter { $0.job != nil }.map(\.name)
    }
}
