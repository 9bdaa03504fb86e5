package import Domain
import FoundationEssentials
import Learning
import LinuxSystem
import Store
import Training

/// What the trials of `automl` jobs share: their data, the threads of their nodes, and the library that grows trees.
package actor AutoMLDesk {
    /// Finds the library of XGBoost that is installed; nil when there is none.
    package typealias FindLibrary = @Sendable () async -> String?

    private let context: EngineContext
    private let locations: any LocationResolving
    private let describe: @Sendable (String) throws -> MLTable
    private let findLibrary: FindLibrary
    private var data: [JobName: Task<AutoMLData, any Error>] = [:]
    private var pools: [PoolKey: NodeThreads] = [:]

    private struct PoolKey: Hashable {
        let node: NodeName
        let cores: [Int]
        let threads: Int
    }

    /// - Parameter describe: reads the `MLTable` file of a folder. Blocks.
    package init(
        _ context: EngineContext, locations: any LocationResolving, describe: @escaping @Sendable (String) throws -> MLTable,
        findLibrary: @escaping FindLibrary
    ) {
        self.context = context
        self.locations = locations
        self.describe = describe
        self.findLibrary = findLibrary
    }

    /// The data of a search: read when it is first asked for. Throws what is wrong with it, as a sentence with file, line and column.
    func data(of search: Job) async throws -> AutoMLData {
        if let known = data[search.name] { return try await known.value }
        guard case .automl(let work) = search.spec.work else {
            throw AtelierError(.internal, "job '\(search.name)' is no automl job", subject: "job \(search.name)")
        }
        let reading = Task { try await read(work, of: search) }
        data[search.name] = reading
        do {
            return try await reading.value
        } catch {
            data[search.name] = nil
            throw error
        }
    }

    /// The search is over: its data is let go of, and not read to its end.
    func release(_ search: JobName) {
        data[search]?.cancel()
        data[search] = nil
        // Threads end when they have nothing to do and nobody holds them.
        if data.isEmpty { pools = [:] }
    }

    /// The threads of a node, which step back for everything else on the box.
    func threads(of node: ComputeNode, count: Int) throws -> NodeThreads {
        let key = PoolKey(node: node.name, cores: node.cores, threads: count)
        if let pool = pools[key] { return pool }
        let pool = try Self.threads("node \(node.name)", count, on: CPUAffinity(cores: node.cores))
        pools[key] = pool
        return pool
    }

    /// Threads for what a search does itself, as many as there are processors.
    nonisolated func threadsOfSearch() throws -> NodeThreads { try Self.threads("search", Host.onlineCores) }

    private static func threads(_ name: String, _ count: Int, on cores: CPUAffinity? = nil) throws -> NodeThreads {
        do {
            return try NodeThreads(name: name, count: count, cores: cores, niceness: niceness)
        } catch {
            throw AtelierError(.unavailable, "\(name) can have no threads: \(error)", hint: "try again", cause: error)
        }
    }

    /// Training is never in the way of scoring, the doors and the scheduler: they are at 0.
    static let niceness = 10

    private func read(_ work: AutoMLWork, of search: Job) async throws -> AutoMLData {
        let training = try await path(of: work.trainingData, in: search.workspace)
        let validation = try await path(of: work.validationData, in: search.workspace)
        let test = try await path(of: work.testData, in: search.workspace)
        let library = await findLibrary()
        try Task.checkCancellation()
        let home = context.home
        let files = TableFiles(describe: describe) { written in try Self.local(written, home) }
        let texts = Set(work.featurization.purposes.filter { $0.value == .categorical || $0.value == .text }.keys)
        let name = search.name
        return try await threadsOfSearch().run { node in
            func read(_ path: String?) throws -> Table? {
                if node.isCancelled { throw CancellationError() }
                return try path.map { try files.read($0, texts: texts, parallel: node.all) }
            }
            let trees = try library.map { try XGBoostTrainer(library: $0) }
            guard let path = training, let table = try read(path) else {
                throw AtelierError(.internal, "job '\(name)' has no training data", subject: "job \(name)")
            }
            let (scored, held) = (try read(validation), try read(test))
            let data = try TableFiles.placing(path) { () throws(TableFault) in
                try AutoMLData(work, training: table, validation: scored, test: held, trees: trees, seed: name.seed)
            }
            // The test data is for the end, and what is wrong with it is told before anything is trained.
            if let test, let held { try TableFiles.placing(test) { () throws(TableFault) in try data.set.check(test: held) } }
            return data
        }
    }

    private func path(of input: DataInput?, in workspace: WorkspaceName) async throws -> String? {
        guard let input else { return nil }
        return try await locations.path(of: input.location, asInput: input.type, in: workspace)
    }

    /// What an MLTable names must be on this box.
    private static func local(_ written: String, _ home: HomeLayout) throws -> String {
        guard case .local(let path) = try DataLocation(parsing: written) else {
            throw AtelierError(
                .unsupported, "an MLTable that names \(written.neutralised) cannot be trained from", hint: "give the path of a file on this box")
        }
        return try LocalPlace(path, in: home).path
    }
}
