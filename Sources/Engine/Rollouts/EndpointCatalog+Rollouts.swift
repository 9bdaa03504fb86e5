package import Domain
import FoundationEssentials
import Logging
import Store

/// Rollouts: begun, judged, ended. A change of one is a transaction with its event, and with the traffic when that moves.
extension EndpointCatalog {
    /// Begins a rollout, and returns while its golden requests are on their way. Throws as `RolloutPlanner.begin`.
    package func startRollout(
        _ spec: RolloutSpec, of name: DeploymentName, on endpoint: EndpointName, in workspace: WorkspaceName,
        by person: String
    ) async throws -> RolloutReport {
        let now = context.clock.now()
        let (rollout, holder, event) = try await context.write { transaction in
            var record = try transaction.endpoint(endpoint, in: workspace)
            let event = try transaction.begin(spec, of: name, on: &record, by: person, at: now)
            return (record.endpoint.rollout, record.endpoint, event)
        }
        guard let rollout else { throw Self.noRollout(of: endpoint) }
        live[endpoint]?.apply(holder, event: event)
        publish(endpoint)
        check(rollout, of: endpoint, in: workspace)
        return RolloutReport(rollout: rollout, latest: nil)
    }

    /// The rollout that runs, or the last one. Throws `notFound` when there was none.
    package func rollout(of endpoint: EndpointName, in workspace: WorkspaceName) async throws -> RolloutReport {
        guard let rollout = try await show(endpoint, in: workspace).rollout else { throw Self.noRollout(of: endpoint) }
        let latest = await live[endpoint]?.rollout?.latest
        return RolloutReport(rollout: rollout, latest: rollout.isActive && latest?.step == rollout.step ? latest : nil)
    }

    /// Holds, resumes, promotes or aborts. Throws `notFound` without a rollout, `conflict` when it is another
    /// deployment's, `invalidState` for what makes no sense now.
    package func act(
        _ action: RolloutAction, onRolloutOf name: DeploymentName?, on endpoint: EndpointName,
        in workspace: WorkspaceName, by person: String
    ) async throws -> RolloutReport {
        let now = context.clock.now()
        let moved = try await move(endpoint, in: workspace, by: person, at: now) { rollout in
            guard let rollout else { throw Self.noRollout(of: endpoint) }
            if let name, name != rollout.deployment {
                throw AtelierError(
                    .conflict, "endpoint \(endpoint) has a rollout of \(rollout.deployment), not of \(name.rawValue.neutralised)",
                    hint: "see 'atelier online-deployment rollout --endpoint-name \(endpoint) "
                        + "--name \(rollout.deployment) --show'")
            }
            return try RolloutMove.act(action, on: rollout, by: person, at: now)
        }
        guard let moved else { throw Self.noRollout(of: endpoint) }
        await tend(moved, of: endpoint)
        return RolloutReport(rollout: moved, latest: nil)
    }

    /// How the endpoint's rollout stands; with `follow` also what is new of it until it is over. Throws `notFound` when there was none.
    package func rolloutReports(
        of endpoint: EndpointName, in workspace: WorkspaceName, follow: Bool
    ) async throws -> AsyncThrowingStream<RolloutReport, any Error> {
        let follower = RolloutFollower(
            from: try await rollout(of: endpoint, in: workspace), of: endpoint, in: workspace, catalog: self,
            isFollowing: follow)
        return AsyncThrowingStream { try await follower.next() }
    }

    /// Returns when the next thing happens to a rollout of the endpoint.
    func nextEvent(ofRolloutOn endpoint: EndpointName, in workspace: WorkspaceName) async throws {
        var filter = EventFilter(
            about: ResourceReference(kind: "endpoint", name: endpoint.rawValue, workspace: workspace))
        filter.kinds = ["rollout."]
        let last = try await context.store.read { try $0.lastEventSequence() }
        for try await batch in context.journal.events(after: last, matching: filter) where !batch.isEmpty { return }
    }

    // MARK: Carrying out

    /// Writes what `decide` makes of the rollout, with the event and the traffic, and puts it in force. Nil when it
    /// makes nothing of it.
    private func move(
        _ name: EndpointName, in workspace: WorkspaceName, by person: String, at now: Date,
        _ decide: @escaping @Sendable (Rollout?) throws -> RolloutMove?
    ) async throws -> Rollout? {
        let moved: (OnlineEndpoint, Int64)? = try await context.write { transaction in
            var record = try transaction.endpoint(name, in: workspace)
            guard record.endpoint.provisioningState != .deleting, let move = try decide(record.endpoint.rollout) else {
                return nil
            }
            let event = try transaction.carryOut(move, on: &record, by: person, at: now)
            return (record.endpoint, event)
        }
        guard let (endpoint, event) = moved else { return nil }
        live[name]?.apply(endpoint, event: event)
        publish(name)
        return endpoint.rollout
    }

    /// The same for one that must still be the one it was: nobody ended it meanwhile.
    private func move(
        _ rollout: Rollout, of name: EndpointName, in workspace: WorkspaceName,
        _ decide: @escaping @Sendable (Rollout) throws -> RolloutMove?
    ) async throws -> Rollout? {
        try await move(name, in: workspace, by: EngineContext.engineActor, at: context.clock.now()) { current in
            guard let current, current.isActive, current.startedAt == rollout.startedAt,
                current.deployment == rollout.deployment
            else { return nil }
            return try decide(current)
        }
    }

    /// Sends the golden requests, then begins the first step or refuses.
    func check(_ rollout: Rollout, of endpoint: EndpointName, in workspace: WorkspaceName) {
        inBackground {
            let failure = await self.goldenFailure(of: rollout, on: endpoint)
            guard await !self.isStopping else { return }
            let now = self.context.clock.now()
            do {
                let next = try await self.move(rollout, of: endpoint, in: workspace) { current in
                    guard current.state == .checking else { return nil }
                    if let failure { return .refusal(current, at: now, because: failure) }
                    return try .start(current, at: now)
                }
                if let next { await self.tend(next, of: endpoint) }
            } catch {
                self.context.logger.error(
                    "rollout did not begin", metadata: ["endpoint": "\(endpoint)", "error": "\(error)"])
            }
        }
    }

    /// After a restart of the engine: what it was measuring begins anew.
    func resume(_ rollout: Rollout, of endpoint: EndpointName, in workspace: WorkspaceName) {
        guard rollout.isActive else { return }
        if rollout.state == .checking { return check(rollout, of: endpoint, in: workspace) }
        let now = context.clock.now()
        inBackground {
            do {
                let next = try await self.move(rollout, of: endpoint, in: workspace) { .restart($0, at: now) }
                if let next { await self.tend(next, of: endpoint) }
            } catch {
                self.context.logger.error(
                    "rollout did not go on", metadata: ["endpoint": "\(endpoint)", "error": "\(error)"])
            }
        }
    }

    /// Has a rollout watched that runs, and one that is over no longer.
    func tend(_ rollout: Rollout, of name: EndpointName) async {
        guard rollout.isActive, rollout.state != .checking, !isStopping else {
            let supervisor = live[name]?.rollout
            live[name]?.rollout = nil
            await supervisor?.stop()
            return
        }
        if let supervisor = live[name]?.rollout, await supervisor.rollout.startedAt == rollout.startedAt {
            return await supervisor.take(rollout)
        }
        guard let workspace = live[name]?.endpoint.workspace else { return }
        let gauge = RolloutGauge(rollout, endpoint: name, catalog: self)
        let supervisor = RolloutSupervisor(
            rollout, clock: context.clock, measure: { await gauge.window() },
            act: { [weak self] verdict in await self?.carryOut(verdict, on: rollout, of: name, in: workspace) })
        live[name]?.rollout = supervisor
        await supervisor.start()
    }

    private func carryOut(
        _ verdict: RolloutVerdict, on rollout: Rollout, of endpoint: EndpointName, in workspace: WorkspaceName
    ) async -> Rollout? {
        let now = context.clock.now()
        do {
            let next = try await move(rollout, of: endpoint, in: workspace) {
                try .carryOut(verdict, on: $0, at: now)
            }
            if let next, !next.isActive { live[endpoint]?.rollout = nil }
            if let next { return next }
            // Nothing came of it: somebody held it, or ended it.
            let current = try await show(endpoint, in: workspace).rollout
            return current?.startedAt == rollout.startedAt ? current : nil
        } catch {
            context.logger.error(
                "verdict of a rollout not carried out",
                metadata: ["endpoint": "\(endpoint)", "decision": "\(verdict.decision)", "error": "\(error)"])
            return live[endpoint]?.endpoint.rollout
        }
    }

    /// Ends the watching of an endpoint that is gone, or of all when the engine stops.
    func stopRollouts() async {
        for supervisor in live.values.compactMap(\.rollout) { await supervisor.stop() }
    }

    static func noRollout(of endpoint: EndpointName) -> AtelierError {
        AtelierError(
            .notFound, "endpoint \(endpoint) had no rollout",
            hint: "start one with 'atelier online-deployment rollout --endpoint-name \(endpoint) --name DEPLOYMENT'",
            subject: "endpoint \(endpoint)")
    }
}
