package import Domain
import FoundationEssentials
import LinuxSystem
package import Logging
import Runtimes
import Scoring
import Store

/// The composition of the engine: makes every service once, starts them in the order of their needs and stops them in
/// reverse. Holds no rules of its own.
package final class Engine: Sendable {
    package let context: EngineContext
    package var addresses: EngineAddresses { ports.addresses }
    package let workspaces: WorkspaceCatalog
    package let computes: ComputeFleet
    package let costs: CostLedger
    package let box: BoxMonitor
    package let studios: StudioRoster
    package let environments: EnvironmentCatalog
    package let builds: BuildInventory
    package let runtimes: RuntimeShelf
    package let models: ModelCatalog
    package let conversions: ConversionDesk
    package let data: DataCatalog
    package let datastores: DatastoreCatalog
    package let components: ComponentCatalog
    package let locations: LocationResolver
    package let jobs: JobDesk
    package let endpoints: EndpointCatalog
    package let trash: Trash
    package let undo: UndoDesk
    package let tracking: TrackingLedger
    package let artifacts: ArtifactFiles
    package let tokens: RunTokens
    private let builder: EnvironmentBuilder
    private let ports: PortAssignment
    private let scoring: ScoringServer
    private let scoringLoops = ScoringLoops()
    private let location: EngineLocation
    private let startedAt: Date

    /// Opens the store, takes the home's ports and makes the services; nothing runs yet. The caller holds the lock of the home.
    ///
    /// - Parameters:
    ///   - modelEnvironment: reads what the folder of an MLflow model says of its environment. Blocks.
    ///   - modelDescription: reads its `MLmodel`. Blocks.
    ///   - tableDescription: reads the `MLTable` of a folder. Blocks.
    package init(
        location: EngineLocation, settings: EngineSettings, logger: Logger,
        modelEnvironment: @escaping @Sendable (String) throws -> EnvironmentSpec,
        modelDescription: @escaping @Sendable (String) throws -> MLflowModel,
        tableDescription: @escaping @Sendable (String) throws -> MLTable
    ) throws {
        let home = location.home
        let store = try Store(path: home.database, logger: logger)
        context = EngineContext(
            home: home, store: store, journal: EventJournal(store: store), clock: .system, settings: settings,
            logger: logger)
        self.location = location
        startedAt = context.clock.now()
        ports = try PortAssignment.claim(for: home, settings: settings)

        tokens = try RunTokens(home: home)
        tracking = TrackingLedger(context: context)
        artifacts = try ArtifactFiles(home: home)
        workspaces = WorkspaceCatalog(context: context)
        computes = ComputeFleet(context: context)
        costs = CostLedger(context: context, computes: computes)
        box = BoxMonitor(context: context, computes: computes)
        studios = StudioRoster(clock: context.clock)
        environments = EnvironmentCatalog(context)
        builder = EnvironmentBuilder(context)
        builds = BuildInventory(context, catalog: environments, builder: builder)
        runtimes = RuntimeShelf(context, builder: builder)
        locations = LocationResolver(context, remoteFiles: RemoteFiles(context))
        models = ModelCatalog(context, locations: locations, metrics: tracking)
        conversions = ConversionDesk(context, models: models, environments: environments, builder: builder)
        data = DataCatalog(context, locations: locations)
        datastores = DatastoreCatalog(context)
        let snapshots = CodeSnapshots(context)
        components = ComponentCatalog(context, code: snapshots, environments: environments)
        let desk = EnvironmentDesk(catalog: environments, builder: builder)
        let libraries = RuntimeLibraries(context, shelf: runtimes, builder: builder)
        let runs = MLflowRuns(ledger: tracking, tokens: tokens, trackingURI: ports.addresses.trackingURI)
        let automl = AutoMLDesk(context, locations: locations, describe: tableDescription) {
            await libraries.present(.xgboost)?.path
        }
        jobs = JobDesk(
            context: context, computes: computes,
            services: JobServices(
                code: snapshots, environments: desk, locations: locations,
                runs: runs, runtime: RunnerProcess(logger: logger), assets: OutputAssets(models: models, data: data),
                automl: (automl, TrialRuntime(context, desk: automl, runs: runs))))
        scoring = ScoringServer(eventLoops: scoringLoops, logger: logger)
        endpoints = EndpointCatalog(
            context: context,
            assets: CatalogAssets(
                models: models, code: snapshots, environments: desk,
                libraries: libraries,
                graphs: AcceleratedModels(context, builder: builder),
                modelEnvironment: modelEnvironment, modelDescription: modelDescription),
            front: try ScoringRoom(server: scoring, loops: scoringLoops, home: home, logger: logger),
            boxCores: Host.onlineCores)
        trash = Trash(context: context)
        undo = UndoDesk(
            context: context, computes: computes, endpoints: endpoints,
            services: [
                "job": jobs, "model": models, "data": data, "environment": environments, "component": components,
                "compute": computes, "datastore": datastores, "endpoint": endpoints, "deployment": endpoints,
            ])
    }

    /// Recovers what an earlier engine left, then begins to work.
    package func start() async throws {
        try await workspaces.start()
        // Before whoever looks for files: those of a deletion that was cut short may be elsewhere.
        try await trash.start()
        await workspaces.register(jobs)
        await workspaces.register(endpoints)
        try await builder.start()
        try await runtimes.start()
        try await models.start()
        try await conversions.start()
        // The routes before the door: an endpoint whose workers are yet to come is unavailable, never unknown.
        try await endpoints.start()
        try await scoring.start(on: ports.scoring)
        try await jobs.start()
    }

    /// Ends what lives in this process. Jobs are their runners' and go on.
    package func stop() async throws {
        await trash.stop()
        try await jobs.stop(cancelJobs: false)
        await scoring.stop()
        await endpoints.stop()
        try await scoringLoops.shutDown()
        await builder.stop()
        try context.store.close()
    }

    package func status() async throws -> EngineStatus {
        let counts = try await jobs.counts()
        return EngineStatus(
            version: AtelierVersion.current, pid: ProcessIdentity.current.pid, startedAt: startedAt, home: location.home.root,
            socket: location.socket, trackingURI: addresses.trackingURI, scoringURI: addresses.scoringURI,
            jobsRunning: counts.filter { !$0.key.isFinal && $0.key != .queued }.values.reduce(0, +),
            jobsQueued: counts[.queued] ?? 0, deployments: await endpoints.deploymentCount(),
            lastEvent: try await context.store.read { try $0.lastEventSequence() }, storeSize: storeSize)
    }

    /// The records, and what SQLite has yet to put among them.
    private var storeSize: ByteCount {
        let files = ["", "-wal"].map { location.home.database + $0 }
        return ByteCount(files.reduce(0) { $0 + ((try? FileDescriptor.open($1).size(path: $1)) ?? 0) })
    }
}
