import ControlAPI
import Domain
import FoundationEssentials
import Terminal

extension StudioModel {
    /// Takes one message; what it wants of the world is returned.
    package mutating func receive(_ message: StudioMessage) -> [StudioEffect] {
        var effects: [StudioEffect] = []
        switch message {
        case .input(let event): effects = receive(event)
        case .resized(let size): self.size = size
        case .time(let date): now = date
        case .connection(let connection): receive(connection)
        case .snapshot(let snapshot): data.take(snapshot)
        case .catalogues(let snapshot): data.takeCatalogues(snapshot)
        case .olderJobs(let jobs): data.jobs.append(jobs)
        case .jobs(let asked, let found): receive(asked, found)
        case .event(let event): data.take(event)
        case .pastEvents(let events): data.take(past: events)
        case .studios(let studios): data.studios = studios
        case .load(let load): data.load = load
        case .endpointLoad(let load): data.take(load)
        case .revisions(let endpoint, let revisions): data.revisions[endpoint] = revisions
        case .rollout(let endpoint, let report): data.rollouts[endpoint] = report
        case .details(let details): data.details[details.job.name] = details
        case .search(let progress, let turn): data.searches[progress.job, default: SearchReading()].take(progress, of: turn)
        case .metrics(let job, let series): data.metrics[job, default: MetricBook()].take(series)
        case .closeUp(let job, let part): data.closeUps[job] = part
        case .of(let workspace, let message): return workspace == data.workspace ? receive(message) : []
        case .themes(let catalog): effects = take(catalog)
        case .keymap(let own): take(own)
        case .log(let topic, let page): receive(page, of: topic)
        case .files(let job, let folder, let entries): data.files[job, default: [:]][folder] = entries
        case .preview(let file, let preview): data.take(preview, of: file)
        case .reply(let title, let apply):
            if let index = underway.firstIndex(of: title) { underway.remove(at: index) }
            effects = apply(&self)
        }
        askForSearch()
        frozen?.fill(from: data)
        refreshPanes()
        return effects
    }

    /// Of logs only those on the screen are kept.
    private mutating func receive(_ page: LogPage, of topic: LogTopic) {
        if data.logs[topic] == nil {
            let shown = Set(screens.flatMap(\.panes).compactMap { ($0 as? LogPane)?.topic })
            data.logs = data.logs.filter { shown.contains($0.key) }
        }
        data.logs[topic] = page
    }

    /// Lets every shown pane work out its rows anew; the focused pane first, since others follow its selection.
    package mutating func refreshPanes() {
        let order = [screen.focus] + screen.panes.indices.filter { $0 != screen.focus }
        let shown = shownPanes
        for index in order {
            let context = context(of: index, among: shown)
            screen.panes[index].refresh(context)
        }
    }

    private mutating func receive(_ connection: Connection) {
        switch (self.connection, connection) {
        case (.lost, .connected):
            tell(.success, "the engine is back")
            readAnew()
        case (.connected, .lost(let reason, _)): tell(.failure, "\(reason); jobs and endpoints' workers are not this studio's: looking again")
        default: break
        }
        self.connection = connection
    }

    /// Tells of jobs that ended while somebody looks; of a search's trials the search tells.
    private mutating func receive(_ asked: Set<JobName>, _ found: [JobSummary]) {
        for job in found {
            guard let before = data.jobs[job.name], !before.status.isFinal, job.status.isFinal,
                data.jobs.search(of: job.name) == nil
            else { continue }
            let metric = job.search?.best.map { ": best \($0.text)" } ?? job.lastMetric.map { ": \($0.text)" } ?? ""
            switch job.status {
            case .completed: tell(.success, "\(job.displayName.neutralised) finished\(metric)")
            case .failed: tell(.failure, "\(job.displayName.neutralised) failed: \((job.reason ?? "").neutralised)")
            default: tell(.info, "\(job.displayName.neutralised) was canceled")
            }
        }
        data.jobs.refresh(asked, with: found)
    }

    mutating func receive(_ event: InputEvent) -> [StudioEffect] {
        if case .mouse(let mouse) = event { return receive(mouse) }
        if var open = overlay {
            if event == .key(.control("o")), let text = open.typed { return edit(typed: text) }
            let outcome = open.receive(event, in: self)
            overlay = outcome.isClosed ? nil : open
            let effects = outcome.then?(&self) ?? []
            if overlay == nil, !waitingOverlays.isEmpty { overlay = waitingOverlays.removeFirst() }
            return effects
        }
        guard case .key(let key) = event else { return [] }
        let begun = keys.pressed
        switch keys.press(key, scopes: screen.scopes) {
        case .pending: return []
        case .unknown:
            let isCalledOff = [KeyPress(.escape), .control("c"), .control("g")].contains(key)
            guard !begun.isEmpty, !isCalledOff else { return [] }
            return told(.info, "no key: \((begun + [key]).map(\.text).joined(separator: " "))")
        case .action(let action): return perform(action)
        }
    }

    /// Carries out an action, or says why it cannot be.
    package mutating func perform(_ action: Action) -> [StudioEffect] {
        if isReadOnly, action.changesThings {
            tell(.warning, "\(action.title.lowercased()): this studio is read-only")
            return []
        }
        return action.run(&self)
    }

    /// Asks the engine for something.
    package mutating func ask(_ task: EngineTask) -> [StudioEffect] {
        underway.append(task.title)
        let asking = overlay == nil ? nil : overlayCount
        return [
            .run(
                EngineTask(task.title) { engine in
                    let reply = try await task.run(engine)
                    return { $0.take(reply, askedFrom: asking) }
                })
        ]
    }

    /// What somebody opened meanwhile stays open: a reply may change the overlay that asked, and what it opens else waits.
    private mutating func take(_ reply: EngineTask.Reply, askedFrom asking: Int?) -> [StudioEffect] {
        guard let open = overlay, overlayCount != asking else { return reply(&self) }
        let number = overlayCount
        overlay = nil
        let effects = reply(&self)
        if let late = overlay { waitingOverlays.append(late) }
        overlay = open
        overlayCount = number
        return effects
    }
}

extension LatestMetric {
    /// `loss 0.412`
    var text: String {
        "\(key.neutralised) \(value.map { MetricText.short($0) } ?? "nan")"
    }
}
