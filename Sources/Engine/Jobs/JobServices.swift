package import Domain
package import FoundationEssentials
package import Runtimes
package import Store

/// What the road of a job needs of other services, each as narrow as jobs use it.
package struct JobServices: Sendable {
    package let code: any CodeSnapshotting
    package let environments: any EnvironmentPreparing
    package let locations: any LocationResolving
    package let runs: any RunTracking
    package let runtime: any JobRuntime
    package let assets: any OutputRegistering
    /// Nil where nothing is trained in the engine.
    let automl: (desk: AutoMLDesk, trials: TrialRuntime)?
    /// The times it looks at are those of files, which follow the system's clock.
    let contentPrints = ContentPrints(clock: .system)

    package init(
        code: any CodeSnapshotting, environments: any EnvironmentPreparing, locations: any LocationResolving,
        runs: any RunTracking, runtime: any JobRuntime, assets: any OutputRegistering,
        automl: (desk: AutoMLDesk, trials: TrialRuntime)? = nil
    ) {
        self.automl = automl
        self.code = code
        self.environments = environments
        self.locations = locations
        self.runs = runs
        self.runtime = runtime
        self.assets = assets
    }
}

extension JobServices {
    /// The absolute path of each declared output.
    func outputs(of job: Job) async throws -> [String: String] {
        var paths: [String: String] = [:]
        for (name, output) in job.spec.work.outputs {
            guard let location = output.location else { continue }
            let path = try await locations.path(of: location, in: job.workspace)
            paths[name] = JobPlanner.outputPath(name, output, at: path)
        }
        return paths
    }
}

/// Code folders kept by content.
package protocol CodeSnapshotting: Sendable {
    /// Keeps the folder as it is now; on disk when it returns. The warnings are for the user.
    func keep(_ source: CodeSource) async throws -> (hash: ContentHash, warnings: [String])
    /// A writable copy of a kept folder. The target has no file of the same name.
    func materialise(_ hash: ContentHash, at path: String) async throws
    /// The paths at which two kept folders differ, in their order.
    func changes(from hash: ContentHash, to other: ContentHash) async throws -> [String]
}

extension CodeSnapshotting {
    func keep(_ path: String) async throws -> (hash: ContentHash, warnings: [String]) {
        try await keep(CodeSource(at: path))
    }
}

package protocol EnvironmentPreparing: Sendable {
    /// What a reference stands for. Throws `notFound`.
    func spec(of reference: EnvironmentReference, in workspace: WorkspaceName) async throws -> EnvironmentSpec
    /// Builds the environment unless it is there. Cancellable. `log` gets the bytes of the build log in their order.
    func prepared(
        _ spec: EnvironmentSpec, strict: Bool, log: @escaping @Sendable ([UInt8]) -> Void
    ) async throws -> PreparedEnvironment
}

/// An environment a command can run in.
package struct PreparedEnvironment: Sendable, Hashable {
    /// What went into it; nil for the box's own interpreter.
    package var hash: ContentHash?
    /// The folder that has `bin/python`; nil for the box's own.
    package var prefix: String?
    /// A folder of programs that goes before the rest of PATH; of an environment with a prefix, its `bin`.
    package var programs: String?
    /// What the job's record tells of it: which Python it is, and which was asked for when that is another.
    package var properties: [String: String]
    package var warnings: [String]

    package init(
        hash: ContentHash? = nil, prefix: String? = nil, programs: String? = nil, properties: [String: String] = [:],
        warnings: [String] = []
    ) {
        self.hash = hash
        self.prefix = prefix
        self.programs = programs ?? prefix.map { "\($0)/bin" }
        self.properties = properties
        self.warnings = warnings
    }

    /// Nothing was asked for, nothing is built: whatever `python3` the box has.
    package static let box = PreparedEnvironment()
}

package protocol LocationResolving: Sendable {
    /// The local path of a location, existing or to be made; downloads what is remote. `type` says which is meant where
    /// a model and data have the same name.
    func path(of location: DataLocation, asInput type: AssetType, in workspace: WorkspaceName) async throws -> String
    func path(of location: DataLocation, in workspace: WorkspaceName) async throws -> String
}

/// Outputs that become assets when their job completes.
package protocol OutputRegistering: Sendable {
    /// Registers an output under the name it declares, as data or as a model by its type. Doing it again for the same
    /// job does nothing.
    func register(_ name: String, _ output: JobOutput, of job: Job) async throws
}

/// A job is an MLflow run: opened with it and closed with it, in the same transactions.
package protocol RunTracking: Sendable {
    func open(_ job: Job, tags: [String: String], in transaction: StoreTransaction) throws
    /// The job began to run, or came to its end.
    func follow(_ job: Job, at time: Date, in transaction: StoreTransaction) throws
    /// The job is deleted. What its run is to come back by, should that be undone; nil when it has none.
    func remove(_ job: JobName, in transaction: StoreTransaction) throws -> HiddenRun?
    /// Logs to a job's run in its own name. On disk when this returns.
    func log(_ batch: RunBatch, to job: Job) async throws
    /// The runs that were logged to since the last element.
    func changes() -> AsyncStream<Set<RunID>>
    /// What the job's MLflow client needs to find its run.
    func access(for job: Job) async throws -> RunAccess
}

package struct RunAccess: Sendable, Hashable {
    package var trackingURI: String
    package var experimentID: String
    package var token: String

    package init(trackingURI: String, experimentID: String, token: String) {
        self.trackingURI = trackingURI
        self.experimentID = experimentID
        self.token = token
    }
}
