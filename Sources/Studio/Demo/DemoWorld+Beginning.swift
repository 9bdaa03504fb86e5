import Domain
import FoundationEssentials

/// The world as it is when somebody opens it: three people, four pieces of work, one busy box.
extension DemoWorld {
    init(seed: UInt64, at time: Date, user: String) {
        self.seed = seed
        self.user = user
        now = time
        startedAt = time.addingTimeInterval(-9 * 86_400 - 4020)
        luck = DemoRandom(seed)
        let made = CreationContext(at: startedAt, by: "ana")
        groups = [ResourceGroup(name: ResourceGroup.defaultName, location: "local", creation: made)]
        workspaces = [
            Workspace(
                name: workspace, resourceGroup: ResourceGroup.defaultName, location: "local",
                displayName: "Forecasting", description: "Models of the forecasting team", creation: made),
            Workspace(
                name: "sandbox", resourceGroup: ResourceGroup.defaultName, location: "local", displayName: "Sandbox",
                creation: made),
        ]
        studios = [
            StudioPresence(user: "ana", since: ago(41), isReadOnly: false),
            StudioPresence(user: "ben", since: ago(12), isReadOnly: true),
        ]
        beginComputes()
        beginAssets()
        beginJobs()
        beginModels()
        beginSearches()
        beginEndpoints()
        beginEvents()
    }

    func ago(_ minutes: Double) -> Date { now.addingTimeInterval(-minutes * 60) }

    private mutating func beginComputes() {
        func nodes(_ count: Int, _ size: String, from first: Int) -> [ComputeNode] {
            let size = VMSize.named(size)
            return (0..<count).map {
                node(
                    NodeName("node-\($0)"), .idle, cores: size?.cores ?? 4, first: first + $0 * (size?.cores ?? 4),
                    memory: size?.memory ?? .gibibytes(14))
            }
        }
        let made = CreationContext(at: startedAt.addingTimeInterval(300), by: "ana")
        computes = [
            Compute(
                workspace: workspace, spec: ComputeSpec(name: Compute.localName, type: .local, size: "Standard_DS2_v2", minInstances: 8, maxInstances: 8),
                provisioningState: .succeeded, nodes: nodes(8, "Standard_DS2_v2", from: 0), creation: made),
            Compute(
                workspace: workspace,
                spec: ComputeSpec(
                    name: "cpu-cluster", maxInstances: 3, description: "Nightly and shared work", tags: ["team": "growth"]),
                provisioningState: .succeeded, nodes: nodes(3, "Standard_DS3_v2", from: 2), creation: made),
            Compute(
                workspace: workspace,
                spec: ComputeSpec(name: "gpu-cluster", size: "Standard_NC6s_v3", maxInstances: 2, tier: .lowPriority),
                provisioningState: .succeeded, nodes: nodes(2, "Standard_NC6s_v3", from: 4),
                warnings: ["Standard_NC6s_v3 has 112.0 GiB; a node gets 24.0 GiB, which is what the box can give"],
                creation: made),
        ]
        for node in computes[2].nodes.indices { computes[2].nodes[node].memory = .gibibytes(24) }
        computes[1].drain = Drain(nodes: ["node-2"])
        computes[1].nodes[2].isDraining = true
    }

    private mutating func beginAssets() {
        let made = CreationContext(at: startedAt.addingTimeInterval(900), by: "ben")
        data = DemoStory.allCases.map { story in
            DataAsset(
                workspace: workspace, name: DataName(story.dataset), version: "1", type: .uriFile,
                location: .datastore(Datastore.blobStore, path: "data/\(story.dataset).csv"),
                description: "Columns \(story.columns.joined(separator: ", "))", tags: ["owner": "ben"], creation: made)
        }
        environments = DemoStory.allCases.map { story in
            EnvironmentAsset(
                workspace: workspace, name: EnvironmentName("\(story.rawValue)-training"), version: "2",
                spec: EnvironmentSpec(
                    name: EnvironmentName("\(story.rawValue)-training"), version: "2",
                    conda: CondaFile(
                        name: story.rawValue, dependencies: ["python=3.12"], pip: ["mlflow==2.19.0", story.requirement])),
                creation: made)
        }
    }
}
