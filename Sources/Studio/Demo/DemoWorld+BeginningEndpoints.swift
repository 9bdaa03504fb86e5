import ControlAPI
import Domain
import FoundationEssentials

extension DemoWorld {
    mutating func beginEndpoints() {
        add("iris-api", by: "ana", description: "Species, for the web shop", splits: [
            (8000, 100, 0, "first deployment"), (3120, 90, 10, "try version 5"), (2900, 100, 0, "rollback to revision 1"),
            (95, 90, 10, "try version 5 again"),
        ])
        add("churn-score", by: "ana", description: "Who may leave, for the sales team", mirror: 10, splits: [
            (7400, 100, 0, "first deployment"), (1500, 50, 50, "half to green"), (1460, 100, 0, "green is slower"),
        ])
        add("wine-quality", by: "ben", description: "Grades of red wines", splits: [
            (6000, 100, 0, "first deployment"), (1400, 80, 20, "canary"), (1380, 50, 50, "no errors so far"),
            (1300, 0, 100, "all to version 3"),
        ])
        add("taxi-fare", by: "svc", description: "Fares before the trip", splits: [(2600, 100, 0, "first deployment")])

        beginRollout(of: "green", on: "churn-score", by: "ana", minutes: 4.2)

        serve("iris-api", "blue", "iris-classifier", "2", by: "ana", minutes: 8010)
        serve("iris-api", "green", "iris-classifier", "5", by: "ana", minutes: 3130)
        serve("churn-score", "blue", "churn-xgb", "1", by: "ana", minutes: 7410)
        serve("churn-score", "green", "churn-xgb", "4", by: "ana", minutes: 1510)
        serve("wine-quality", "blue", "wine-quality", "1", by: "ben", minutes: 6010)
        serve("wine-quality", "green", "wine-quality", "3", by: "ben", minutes: 1410)
        serve("taxi-fare", "blue", "taxi-fare-gbm", "3", by: "svc", minutes: 2610)
        serve("taxi-fare", "green", "taxi-fare-net", "7", by: "svc", minutes: 64, diagnosis: DeploymentDiagnosis(
            summary: "init() of score.py raised ModuleNotFoundError: No module named 'torch'",
            hint: "add 'torch' under pip: of the deployment's conda file",
            traceback: """
                Traceback (most recent call last):
                  File "score.py", line 4, in <module>
                    import torch
                ModuleNotFoundError: No module named 'torch'
                """,
            modelTree: ["model/", "  MLmodel", "  model.pkl", "  requirements.txt"],
            logTail: [
                "2026-03-14T12:58:40Z preparing version 1", "2026-03-14T12:58:52Z starting 2 workers",
                "2026-03-14T12:58:53Z worker 1: Traceback (most recent call last):",
                "2026-03-14T12:58:53Z worker 1:   File \"score.py\", line 4, in <module>",
                "2026-03-14T12:58:53Z worker 1: ModuleNotFoundError: No module named 'torch'",
                "2026-03-14T12:58:54Z worker 1 ended with code 1 before it was ready",
            ]))
    }

    private mutating func beginRollout(
        of deployment: DeploymentName, on name: EndpointName, by person: String, minutes: Double
    ) {
        guard let index = endpoints.firstIndex(where: { $0.name == name }) else { return }
        endpoints[index].rollout = Rollout(
            deployment: deployment, spec: RolloutSpec(), state: .running, trafficBefore: endpoints[index].traffic,
            mirrorBefore: MirrorSplit(), startedAt: ago(minutes), startedBy: person)
    }

    private mutating func add(
        _ name: EndpointName, by person: String, description: String, mirror: Int = 0,
        splits: [(minutes: Double, blue: Int, green: Int, reason: String)]
    ) {
        var endpoint = OnlineEndpoint(
            workspace: workspace, name: name, authMode: .key, description: description, tags: ["team": "growth"],
            provisioningState: .succeeded, creation: CreationContext(at: ago((splits.first?.minutes ?? 0) + 30), by: person))
        for (index, split) in splits.enumerated() {
            // The shares above add up to 100: should one day they not, the endpoint just starts without traffic.
            endpoint.traffic = (try? TrafficSplit(["blue": split.blue, "green": split.green])) ?? TrafficSplit()
            if index == splits.count - 1, mirror > 0 {
                endpoint.mirrorTraffic = (try? MirrorSplit(["green": mirror])) ?? MirrorSplit()
            }
            endpoint.revision = index + 1
            endpoint.creation = endpoint.creation.modified(at: ago(split.minutes), by: person)
            revisions.append(
                EndpointRevision(
                    endpoint: name, number: index + 1, traffic: endpoint.traffic, mirrorTraffic: endpoint.mirrorTraffic,
                    at: ago(split.minutes), by: person, reason: split.reason))
        }
        endpoints.append(endpoint)
        keys[name] = newKeys()
    }

    private mutating func serve(
        _ endpoint: EndpointName, _ name: DeploymentName, _ model: String, _ version: String, by person: String,
        minutes: Double, diagnosis: DeploymentDiagnosis? = nil
    ) {
        let reference = AssetReference(name: model, selector: .version(version))
        let random = DemoRandom(seed, for: "\(endpoint)/\(name)")
        let start = ago(minutes)
        let isReady = diagnosis == nil
        deployments.append(
            DemoDeployment(
                deployment: OnlineDeployment(
                    workspace: workspace,
                    spec: OnlineDeploymentSpec(
                        name: name, endpoint: endpoint, model: .registered(reference),
                        code: CodeConfiguration(code: "/home/\(person)/\(endpoint)", scoringScript: "score.py"),
                        environment: .registered(AssetReference(name: "\(model.prefix { $0 != "-" })-training", selector: .version("2"))),
                        instanceCount: 2),
                    provisioningState: isReady ? .succeeded : .failed, reason: diagnosis?.summary, model: reference,
                    code: ContentHash(rawValue: random.digits(64)),
                    environment: ContentHash(rawValue: DemoRandom(seed, for: model).digits(64)),
                    creation: CreationContext(at: start, by: person)),
                phases: [
                    DeploymentPhase(
                        name: "building the environment", startedAt: start, endedAt: start.addingTimeInterval(12)),
                    DeploymentPhase(
                        name: "starting 2 workers", startedAt: start.addingTimeInterval(12),
                        endedAt: start.addingTimeInterval(17)),
                ], diagnosis: diagnosis))
    }
}
