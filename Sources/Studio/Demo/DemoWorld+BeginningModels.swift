import Domain
import FoundationEssentials

extension DemoWorld {
    mutating func beginModels() {
        add("iris-knn", .iris, versions: 2, by: "ana", "Nearest neighbours, kept to compare with")
        add("iris-classifier", .iris, versions: 5, by: "ana", "Species from four measures", stage: "Production")
        add("churn-logit", .churn, versions: 2, by: "ana", "The baseline that must be beaten")
        add("churn-lstm", .churn, versions: 1, by: "ben", "An experiment with sequences", isArchived: true)
        add("churn-xgb", .churn, versions: 6, by: "ana", "Who leaves within 30 days", stage: "Production")
        add("wine-ridge", .wine, versions: 1, by: "ben", "Linear, for explanations")
        add("wine-forest", .wine, versions: 3, by: "ben", "Random forest")
        add("wine-quality", .wine, versions: 4, by: "ben", "Gradient boosting on red wines", stage: "Production")
        add("taxi-fare-gbm", .taxi, versions: 3, by: "ben", "Fares from trips, trees")
        add("taxi-fare-net", .taxi, versions: 7, by: "svc", "Fares from trips, a small net", stage: "Staging")
        add("tip-predictor", .taxi, versions: 2, by: "svc", "Tips, from the same trips")
        add("demand-forecast", .taxi, versions: 2, by: "svc", "Trips an hour and zone")
        models.sort { $0.creation.createdAt > $1.creation.createdAt }
    }

    private mutating func add(
        _ name: ModelName, _ story: DemoStory, versions: Int, by person: String, _ description: String,
        stage: String? = nil, isArchived: Bool = false
    ) {
        let sources = jobs.filter { $0.story == story && $0.job.status == .completed }.reversed()
        for number in 1...versions {
            let random = DemoRandom(seed, for: "\(name):\(number)")
            // The later the version, the later the job.
            let list = Array(sources)
            let source = list[min(list.count - 1, (number - 1) * list.count / versions)]
            let ended = source.job.endedAt ?? source.since
            let latest = source.latestMetrics(at: now).compactMap { metric in metric.value.map { (metric.key, $0) } }
            models.append(
                ModelVersion(
                    workspace: workspace, name: name, version: "\(number)", type: .mlflow,
                    source: .jobOutput(source.name, output: "model", path: ""), baseName: "model",
                    contentHash: ContentHash(rawValue: random.digits(64)),
                    size: ByteCount(Int64(60_000 + random.share(at: 0) * 24_000_000)), description: description,
                    tags: ["framework": story.framework], stage: number == versions ? stage : nil,
                    lineage: ModelLineage(
                        job: source.name, code: source.job.code, environment: source.job.environment,
                        data: ["data": "azureml:\(story.dataset):1"], metrics: Dictionary(uniqueKeysWithValues: latest)),
                    creation: CreationContext(
                        at: ended.addingTimeInterval(20 + Double(number) * 47 + random.share(at: 1) * 40), by: person),
                    isArchived: isArchived))
            givenVersions[name, default: []].insert("\(number)")
        }
    }
}
