import Client
import ControlAPI
import Domain

extension ActionTable {
    static let endpoints: [Action] = [
        Action("endpoint.rollback", "Roll back now", in: .pane(.endpoints), keys: ["b"], hint: "ROLLBACK", changesThings: true) {
            $0.rollBack()
        },
        Action("endpoint.more", "5 % more to the newer deployment", in: .pane(.endpoints), keys: [">"], hint: "traffic", changesThings: true) {
            $0.shiftTraffic(by: 5)
        },
        Action("endpoint.less", "5 % less to it", in: .pane(.endpoints), keys: ["<"], changesThings: true) {
            $0.shiftTraffic(by: -5)
        },
        Action("endpoint.promote", "Promote: all traffic to the newer deployment", in: .pane(.endpoints), keys: ["P"], hint: "promote", changesThings: true) {
            $0.promote()
        },
    ]

    static let models: [Action] = [
        Action("model.deploy", "Deploy this version", in: .pane(.models), keys: ["d"], hint: "deploy", changesThings: true) { model in
            guard let version = model.subject.model else { return model.told(.info, "select a model first") }
            let endpoints = model.data.endpoints.map(\.endpoint.name).sorted()
            guard let first = endpoints.first else {
                return model.told(.info, "no endpoint yet: 'atelier online-endpoint create --help' tells how")
            }
            if endpoints.count == 1 { return model.deploy(version, to: first) }
            model.overlay = Picker(title: "Deploy \(version.text.neutralised) to", choices: endpoints.map(\.rawValue)) {
                $0.deploy(version, to: EndpointName($1))
            }
            return []
        },
        Action("model.archive", "Archive this version", in: .pane(.models), keys: ["x"], changesThings: true) { model in
            guard let version = model.subject.model else { return [] }
            return model.archive(version, true)
        },
    ]
}

extension StudioModel {
    fileprivate static func parts(_ endpoint: EndpointName, _ workspace: WorkspaceName) -> [String: String] {
        ["workspace": workspace.rawValue, "endpoint": endpoint.rawValue]
    }

    private var endpoint: OnlineEndpoint? {
        subject.endpoint.flatMap { name in data.endpoints.first { $0.endpoint.name == name }?.endpoint }
    }

    /// A model version in the idle colour at 0 %: harmless, so nothing is asked.
    fileprivate mutating func deploy(_ model: ModelReference, to endpoint: EndpointName) -> [StudioEffect] {
        let workspace = data.workspace
        let reference = AssetReference(name: model.name.rawValue, selector: .version(model.version))
        return ask(EngineTask("deploying \(model.text.neutralised) to \(endpoint.rawValue.neutralised)") { engine in
            let made = try await engine.call(
                EndpointRoutes.deploy, Self.parts(endpoint, workspace), body: ModelDeployment(model: reference))
            return {
                $0.told(
                    .info,
                    "\(model.text.neutralised) starts as \(made.name.rawValue.neutralised) on \(endpoint.rawValue.neutralised) at 0 %; '>' gives it traffic")
            }
        })
    }

    /// Back to the traffic before the last change, at once and unasked: it must work at three in the morning.
    fileprivate mutating func rollBack() -> [StudioEffect] {
        guard let endpoint else { return told(.info, "select an endpoint first") }
        return rollBack(endpoint.name, to: nil, verb: "rolled back", undoTo: endpoint.revision)
    }

    private mutating func rollBack(
        _ name: EndpointName, to revision: Int?, verb: String, undoTo: Int
    ) -> [StudioEffect] {
        ask(Self.rollback(name, to: revision, verb: verb, undoTo: undoTo, workspace: data.workspace))
    }

    private static func rollback(
        _ name: EndpointName, to revision: Int?, verb: String, undoTo: Int, workspace: WorkspaceName
    ) -> EngineTask {
        EngineTask("rolling back \(name.rawValue.neutralised)") { engine in
            let after = try await engine.call(
                EndpointRoutes.rollback, parts(name, workspace), body: Rollback(revision: revision))
            return { model in
                model.undoSteps.append(
                    UndoStep(
                        "\(verb) \(name.rawValue)",
                        rollback(
                            name, to: undoTo, verb: "undone", undoTo: after.endpoint.revision, workspace: workspace)))
                return model.told(
                    .success,
                    "\(name.rawValue.neutralised) \(verb): \(EndpointsPane.traffic(after.endpoint)); u takes it back")
            }
        }
    }

    fileprivate mutating func shiftTraffic(by percent: Int) -> [StudioEffect] {
        guard let endpoint, let (older, newer) = pair(of: endpoint) else {
            return told(.info, "traffic moves between two deployments: 'd' on a model makes the second")
        }
        let share = max(0, min(100, endpoint.traffic[newer] + percent))
        guard share != endpoint.traffic[newer] else {
            let amount = share == 0 ? "no traffic left to give" : "all traffic already"
            return told(.info, "\(newer.rawValue.neutralised) has \(amount)")
        }
        return setTraffic([older: 100 - share, newer: share], of: endpoint)
    }

    /// By age and not by share: what is on its way in must be the same deployment before and after the middle.
    private func pair(of endpoint: OnlineEndpoint) -> (older: DeploymentName, newer: DeploymentName)? {
        let names = data.deployments(of: endpoint.name)
            .sorted { $0.creation.lastModifiedAt < $1.creation.lastModifiedAt }.map(\.name)
        guard names.count == 2 else { return nil }
        return (names[0], names[1])
    }

    fileprivate mutating func promote() -> [StudioEffect] {
        guard let endpoint else { return told(.info, "select an endpoint first") }
        let newest = data.deployments(of: endpoint.name)
            .filter { endpoint.traffic[$0.name] < 100 && $0.provisioningState == .succeeded }
            .max { $0.creation.lastModifiedAt < $1.creation.lastModifiedAt }
        guard let newest else { return told(.info, "there is no other deployment that is ready") }
        let what = newest.model.map { " (\($0))" } ?? ""
        overlay = Confirmation(
            question: "give all traffic of \(endpoint.name.rawValue.neutralised) to \(newest.name.rawValue.neutralised)\(what.neutralised)?"
        ) { $0.setTraffic([newest.name: 100], of: endpoint) }
        return []
    }

    private mutating func setTraffic(_ weights: [DeploymentName: Int], of endpoint: OnlineEndpoint) -> [StudioEffect] {
        let workspace = data.workspace
        guard let split = try? TrafficSplit(weights) else { return [] }
        return ask(EngineTask("moving traffic of \(endpoint.name.rawValue.neutralised)") { engine in
            let after = try await engine.call(
                EndpointRoutes.update, Self.parts(endpoint.name, workspace),
                body: EndpointChange(traffic: split, reason: "from the studio"))
            return { model in
                model.undoSteps.append(
                    UndoStep(
                        "traffic of \(endpoint.name.rawValue)",
                        Self.rollback(
                            endpoint.name, to: endpoint.revision, verb: "undone", undoTo: after.endpoint.revision,
                            workspace: workspace)))
                return model.told(
                    .success,
                    "\(endpoint.name.rawValue.neutralised): \(EndpointsPane.traffic(after.endpoint)); u takes it back")
            }
        })
    }

    fileprivate mutating func archive(_ version: ModelReference, _ isArchived: Bool) -> [StudioEffect] {
        ask(Self.archival(version, isArchived, workspace: data.workspace))
    }

    private static func archival(_ version: ModelReference, _ isArchived: Bool, workspace: WorkspaceName) -> EngineTask {
        EngineTask("\(isArchived ? "archiving" : "restoring") \(version.text.neutralised)") { engine in
            _ = try await engine.call(
                ModelRoutes.archive, ["workspace": workspace.rawValue, "model": version.name.rawValue],
                body: ArchiveChange(version: version.version, isArchived: isArchived))
            return { model in
                model.undoSteps.append(
                    UndoStep("archive", archival(version, !isArchived, workspace: workspace)))
                return model.told(
                    .success, "\(version.text.neutralised) \(isArchived ? "archived" : "restored"); u takes it back")
            }
        }
    }
}
