import Client
import ControlAPI
import Domain

extension ActionTable {
    static let endpoints: [Action] = [
        Action("endpoint.open", "Open the endpoint", in: .pane(.endpoints), keys: ["Enter"], hint: "open") { model in
            guard let endpoint = model.subject.endpoint else { return [] }
            model.open(.endpoint(endpoint))
            return []
        }
    ] + [.pane(.endpoints), .screen("endpoint")].flatMap { endpointChanges(in: $0) + [accessLog(in: $0)] }
        + endpointChanges(in: .screen("access")) + accesses

    private static func accessLog(in scope: ActionScope) -> Action {
        Action("endpoint.access", "The requests it answers, one by one", in: scope, keys: ["a"], hint: "access log") { model in
            guard let endpoint = model.subject.endpoint else { return model.told(.info, "select an endpoint first") }
            model.open(.access(endpoint))
            return []
        }
    }

    private static let accesses: [Action] = [
        Action("access.level", "Only what was refused or went wrong, or all again", in: .pane(.access), keys: ["V"], hint: "errors only") { model in
            model.changeFocused(AccessPane.self) { pane, _ in pane.showsErrorsOnly.toggle() }
            return []
        }
    ]

    /// What is done to an endpoint is the same wherever it is seen.
    private static func endpointChanges(in scope: ActionScope) -> [Action] {
        [
            Action("endpoint.rollback", "Roll back now", in: scope, keys: ["b"], hint: "ROLLBACK", changesThings: true) {
                $0.rollBack()
            },
            Action("endpoint.more", "5 % more to the newer deployment", in: scope, keys: [">"], hint: "traffic", changesThings: true) {
                $0.shiftTraffic(by: 5)
            },
            Action("endpoint.less", "5 % less to it", in: scope, keys: ["<"], changesThings: true) {
                $0.shiftTraffic(by: -5)
            },
            Action("endpoint.promote", "Promote: all traffic to the newer deployment", in: scope, keys: ["P"], hint: "promote", changesThings: true) {
                $0.promote()
            },
            Action("endpoint.hold", "Hold the rollout, or let it go on", in: scope, keys: ["H"], hint: "hold/resume", changesThings: true) {
                $0.holdRollout()
            },
            Action("endpoint.abort", "End the rollout: back to the traffic before it", in: scope, keys: ["x"], changesThings: true) {
                $0.abortRollout()
            },
            Action("endpoint.rollout", "Roll the newer deployment out, step by step", in: scope, keys: [], changesThings: true) {
                $0.startRollout()
            },
            Action("endpoint.deploy", "Deploy a model version in the idle colour", in: scope, keys: ["d"], hint: "deploy", changesThings: true) {
                $0.deployHere()
            },
            Action(
                "endpoint.delete", "Delete the endpoint, or one of its deployments", in: scope, keys: ["X"],
                changesThings: true, isDangerous: true
            ) { $0.chooseWhatToDelete() },
        ]
    }
}

extension StudioModel {
    static func parts(_ endpoint: EndpointName, _ workspace: WorkspaceName) -> [String: String] {
        ["workspace": workspace.rawValue, "endpoint": endpoint.rawValue]
    }

    var endpoint: OnlineEndpoint? {
        subject.endpoint.flatMap { name in data.endpoints.first { $0.endpoint.name == name }?.endpoint }
    }

    /// Asks for the version, since the endpoint is known.
    fileprivate mutating func deployHere() -> [StudioEffect] {
        guard let endpoint else { return told(.info, "select an endpoint first") }
        let versions = data.models.filter { !$0.isArchived }.map(ModelReference.init)
        guard !versions.isEmpty else { return told(.info, "no model yet: 'atelier model create --help' tells how") }
        let name = endpoint.name
        overlay = Picker(title: "Deploy to \(name.rawValue.neutralised)", choices: versions.map(\.text)) { model, choice in
            versions.first { $0.text == choice }.map { model.deploy($0, to: name) } ?? []
        }
        return []
    }

    fileprivate mutating func chooseWhatToDelete() -> [StudioEffect] {
        guard let endpoint = endpoint?.name else { return told(.info, "select an endpoint first") }
        let deployments = data.deployments(of: endpoint).map(\.name)
        guard !deployments.isEmpty else { return confirmDeletion(of: endpoint, nil) }
        let choices = ["endpoint \(endpoint)"] + deployments.map { "deployment \($0)" }
        overlay = Picker(title: "Delete", choices: choices) { model, choice in
            model.confirmDeletion(of: endpoint, deployments.first { choice == "deployment \($0)" })
        }
        return []
    }

    private mutating func confirmDeletion(of endpoint: EndpointName, _ deployment: DeploymentName?) -> [StudioEffect] {
        let what = (deployment?.rawValue ?? endpoint.rawValue).neutralised
        let share = deployment.map { name in data.endpoints.first { $0.endpoint.name == endpoint }?.endpoint.traffic[name] ?? 0 }
        let question =
            switch share {
            case nil: "delete \(what), its address and all deployments?"
            case 0?: "delete \(what), which takes no traffic?"
            case let share?: "delete \(what), which takes \(share) % of the traffic?"
            }
        let workspace = data.workspace
        overlay = TypedConfirmation(question: question, word: what) { model in
            model.ask(.deleting([deployment], what, in: workspace) { deployment, engine in
                guard let deployment else {
                    return try await engine.call(EndpointRoutes.delete, Self.parts(endpoint, workspace))
                }
                let parts = Self.parts(endpoint, workspace).merging(["deployment": deployment.rawValue]) { $1 }
                return try await engine.call(DeploymentRoutes.delete, parts)
            })
        }
        return []
    }

    /// A model version in the idle colour at 0 %: harmless, so nothing is asked.
    mutating func deploy(_ model: ModelReference, to endpoint: EndpointName) -> [StudioEffect] {
        let workspace = data.workspace
        let reference = AssetReference(name: model.name.rawValue, selector: .version(model.version))
        return ask(EngineTask("deploying \(model.text.neutralised) to \(endpoint.rawValue.neutralised)") { engine in
            let made = try await engine.call(
                EndpointRoutes.deploy, Self.parts(endpoint, workspace), body: ModelDeployment(model: reference))
            let what = "\(model.text.neutralised) starts as \(made.name.rawValue.neutralised) on \(endpoint.rawValue.neutralised)"
            return { $0.told(.info, "\(what) at 0 %; '\($0.keymap.way(to: "endpoint.more"))' gives it traffic") }
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
                model.did(
                    "\(name.rawValue.neutralised) \(verb): \(EndpointsPane.traffic(after.endpoint))",
                    undo: UndoStep(
                        "\(verb) \(name.rawValue)",
                        rollback(
                            name, to: undoTo, verb: "undone", undoTo: after.endpoint.revision, workspace: workspace)))
            }
        }
    }

    fileprivate mutating func shiftTraffic(by percent: Int) -> [StudioEffect] {
        guard let endpoint, let (older, newer) = pair(of: endpoint) else {
            return told(.info, "traffic moves between two deployments: '\(keymap.way(to: "model.deploy"))' on a model makes the second")
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
        if let rollout = endpoint.rollout, rollout.isActive { return promoteRollout(rollout, of: endpoint.name) }
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
                model.did(
                    "\(endpoint.name.rawValue.neutralised): \(EndpointsPane.traffic(after.endpoint))",
                    undo: UndoStep(
                        "traffic of \(endpoint.name.rawValue)",
                        Self.rollback(
                            endpoint.name, to: endpoint.revision, verb: "undone", undoTo: after.endpoint.revision,
                            workspace: workspace)))
            }
        })
    }
}
