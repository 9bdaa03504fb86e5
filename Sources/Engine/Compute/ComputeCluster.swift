import Domain
import FoundationEssentials
import Logging
import Store

/// The nodes of one compute and the jobs that wait for them. What it decides is `ClusterScaler`'s; it keeps the nodes
/// and the queue, both of which can be rebuilt from the jobs at any time, so neither is stored.
actor ComputeCluster {
    /// Hands a job to its nodes; must return at once. The job gives them back with `release`.
    typealias Start = @Sendable (JobName, [ComputeNode], ComputeCluster) -> Void
    /// Makes a node ready. Nodes of this box need nothing; tests let it take its time.
    typealias PrepareNode = @Sendable (ComputeNode) async -> Void
    /// Told that an instance has stopped itself.
    typealias Stopped = @Sendable (ComputeName) async -> Void

    let workspace: WorkspaceName
    let context: EngineContext
    private let planner: ComputePlanner
    private let start: Start
    private let prepareNode: PrepareNode
    private let stoppedItself: Stopped
    private var spec: ComputeSpec
    private var share: ComputePlanner.NodeShare
    private(set) var situation: ClusterScaler.Situation
    private var retirement: Task<Void, Never>?
    private var shutdown: Task<Void, Never>?
    var toldReasons: [JobName: String] = [:]
    var telling: Task<Void, Never>?
    private var isStopped = false
    private var drainingNodes: Set<NodeName>

    init(
        spec: ComputeSpec, drain: Drain = Drain(), isStopped: Bool = false, workspace: WorkspaceName,
        context: EngineContext, planner: ComputePlanner, prepareNode: @escaping PrepareNode = { _ in },
        stoppedItself: @escaping Stopped = { _ in }, start: @escaping Start
    ) {
        self.spec = spec
        self.workspace = workspace
        self.context = context
        self.planner = planner
        self.prepareNode = prepareNode
        self.stoppedItself = stoppedItself
        self.start = start
        share = planner.share(of: spec)
        situation = ClusterScaler.Situation(
            name: spec.name, minimum: spec.minInstances, maximum: spec.maxInstances,
            idleTime: .seconds(spec.idleTimeBeforeScaleDown), isDraining: drain.isWhole, isStopped: isStopped,
            fixed: spec.type == .local ? (0..<spec.maxInstances).map { NodeName("\(spec.name)-\($0)") } : [])
        situation.idleShutdown = spec.idleTimeBeforeShutdown.map { .seconds($0) }
        drainingNodes = drain.nodes
    }

    var nodes: [ComputeNode] {
        situation.nodes.sorted { $0.name < $1.name }.map { node in
            var node = node
            node.isDraining = node.isDraining || situation.isDraining
            return node
        }
    }

    /// How many nodes it has at most.
    var nodeLimit: Int { spec.maxInstances }

    /// Cores of each node; those of `local` have the same ones.
    var coresPerNode: Int { share.cores }

    /// Takes a new description; nodes that are too many go when they are idle.
    func update(_ spec: ComputeSpec) {
        self.spec = spec
        share = planner.share(of: spec)
        situation.minimum = spec.minInstances
        situation.maximum = spec.maxInstances
        situation.idleTime = .seconds(spec.idleTimeBeforeScaleDown)
        situation.idleShutdown = spec.idleTimeBeforeShutdown.map { .seconds($0) }
        // What was waited for may be another moment now.
        shutdown?.cancel()
        shutdown = nil
        evaluate()
    }

    /// From now on takes no new jobs, or takes them again, as a drain says.
    func update(_ drain: Drain) {
        situation.isDraining = drain.isWhole
        drainingNodes = drain.nodes
        for index in situation.nodes.indices {
            situation.nodes[index].isDraining = drain.nodes.contains(situation.nodes[index].name)
        }
        evaluate()
    }

    /// From now on has no nodes, or has them again. A node that runs a job goes when that has ended.
    func update(isStopped: Bool) {
        situation.isStopped = isStopped
        evaluate()
    }

    /// Puts a job behind those of its rank or a higher one.
    func enqueue(_ waiting: WaitingJob) {
        guard !situation.queue.contains(where: { $0.job == waiting.job }) else { return }
        let place = situation.queue.firstIndex { $0.rank < waiting.rank } ?? situation.queue.endIndex
        situation.queue.insert(waiting, at: place)
        evaluate()
    }

    /// Takes a job out of the queue; one that has its node already is not touched.
    func withdraw(_ job: JobName) {
        situation.queue.removeAll { $0.job == job }
        toldReasons[job] = nil
        evaluate()
    }

    /// Puts the queue into the order it has in the store; a job that is not there yet stays behind the others.
    func arrange(_ order: [(job: JobName, rank: Int)]) {
        let places = Dictionary(order.enumerated().map { ($1.job, $0) }, uniquingKeysWith: { first, _ in first })
        for index in situation.queue.indices {
            guard let place = places[situation.queue[index].job] else { continue }
            situation.queue[index].rank = order[place].rank
        }
        situation.queue.sort { places[$0.job] ?? .max < places[$1.job] ?? .max }
        evaluate()
    }

    /// Makes the nodes of a job that was running before the engine started, busy with it.
    func adopt(_ job: JobName, on names: [NodeName]) -> [ComputeNode] { names.map { adopt(job, on: $0) } }

    private func adopt(_ job: JobName, on name: NodeName) -> ComputeNode {
        let index = situation.nodes.firstIndex { $0.name == name } ?? situation.nodes.endIndex
        if index == situation.nodes.endIndex { situation.nodes.append(newNode(named: name)) }
        situation.nodes[index].state = .running
        situation.nodes[index].job = job
        situation.nodes[index].since = context.clock.now()
        return situation.nodes[index]
    }

    /// The job has left its nodes.
    func release(_ names: [NodeName]) {
        for index in situation.nodes.indices where names.contains(situation.nodes[index].name) {
            situation.nodes[index].state = .idle
            situation.nodes[index].job = nil
            situation.nodes[index].since = context.clock.now()
        }
        evaluate()
    }

    /// Starts the nodes that are to be there always, and whatever waits.
    func evaluate() {
        guard !isStopped else { return }
        keepDrained()
        var actions = ClusterScaler.actions(for: situation, at: context.clock.now())
        while !actions.isEmpty {
            for action in actions { perform(action) }
            // A node that needs no preparation is there at once and may take a job.
            actions = ClusterScaler.actions(for: situation, at: context.clock.now())
        }
        armRetirement()
        armShutdown()
        tellReasons()
    }

    /// No job is started any more; those that run go on.
    func stop() {
        isStopped = true
        retirement?.cancel()
        shutdown?.cancel()
        telling?.cancel()
    }

    private func perform(_ action: ClusterScaler.Action) {
        switch action {
        case .assign(let job, let first, let others):
            situation.queue.removeAll { $0.job == job }
            toldReasons[job] = nil
            start(job, adopt(job, on: [first] + others), self)
        case .add(let name):
            let node = newNode(named: name)
            situation.nodes.append(node)
            guard spec.type != .local else {
                becomeIdle(name)
                return
            }
            Task {
                await announce(node, .preparing)
                await prepareNode(node)
                await announce(node, .idle)
                becomeIdle(name)
                evaluate()
            }
        case .retire(let name):
            guard let index = situation.nodes.firstIndex(where: { $0.name == name }) else { return }
            let node = situation.nodes.remove(at: index)
            Task { await announce(node, .leaving) }
        }
    }

    /// A node that drains stays until that is taken back, also over a restart of the engine. Fixed ones do so anyway.
    private func keepDrained() {
        guard situation.fixed.isEmpty, !situation.isStopped else { return }
        for name in drainingNodes.subtracting(situation.nodes.map(\.name)) {
            situation.nodes.append(newNode(named: name))
            becomeIdle(name)
        }
    }

    private func newNode(named name: NodeName) -> ComputeNode {
        ComputeNode(
            name: name, state: .preparing, isDraining: drainingNodes.contains(name), since: context.clock.now(),
            cores: planner.cores(in: spec, beside: situation.nodes), memory: share.memory,
            processMemory: planner.processMemory(of: share))
    }

    private func becomeIdle(_ name: NodeName) {
        guard let index = situation.nodes.firstIndex(where: { $0.name == name }),
            situation.nodes[index].state == .preparing
        else { return }
        situation.nodes[index].state = .idle
        situation.nodes[index].since = context.clock.now()
    }

    private func announce(_ node: ComputeNode, _ state: NodeState) async {
        let reference = spec.name.reference(in: workspace)
        let now = context.clock.now()
        do {
            _ = try await context.write { transaction in
                try transaction.append(
                    "compute.node.\(state.rawValue)", about: reference, by: EngineContext.engineActor, at: now,
                    after: ["node": .string(node.name.rawValue)])
            }
        } catch {
            context.logger.warning(
                "cannot write the event of a node", metadata: ["node": "\(node.name)", "error": "\(error)"])
        }
    }

    /// One sleeper at a time; when it wakes too early because the node was used meanwhile, it sleeps again.
    private func armRetirement() {
        guard retirement == nil, let due = ClusterScaler.nextRetirement(in: situation) else { return }
        let wait = Duration.seconds(max(0, due.timeIntervalSince(context.clock.now())))
        let clock = context.clock
        retirement = Task {
            guard (try? await clock.sleep(wait)) != nil else { return }
            retirement = nil
            evaluate()
        }
    }

    /// The same for an instance that nobody uses. Its nodes go at once, so that no job can come to it while that is
    /// written down.
    private func armShutdown() {
        guard shutdown == nil, let due = ClusterScaler.shutdown(of: situation) else { return }
        let wait = Duration.seconds(max(0, due.timeIntervalSince(context.clock.now())))
        let clock = context.clock
        shutdown = Task {
            guard (try? await clock.sleep(wait)) != nil, !Task.isCancelled else { return }
            shutdown = nil
            if let due = ClusterScaler.shutdown(of: situation), due <= clock.now() {
                update(isStopped: true)
                await stoppedItself(spec.name)
            } else {
                armShutdown()
            }
        }
    }
}
