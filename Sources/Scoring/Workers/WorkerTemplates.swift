import LinuxSystem
import Logging
import Synchronization

/// The templates of all environments that workers were started in. Deployments share them.
package final class WorkerTemplates: Sendable {
    private enum Stage {
        /// The next worker that starts from nothing says what to import.
        case absent
        case present(WorkerTemplate)
        /// A template is of no use here, until the engine starts again.
        case barred
    }

    private struct Entry {
        var stage = Stage.absent
        var users = 0
        /// Templates that ended by themselves.
        var losses = 0
        var farewell: Task<Void, Never>?
    }

    private struct State {
        var entries: [TemplateKey: Entry] = [:]
        var isStopped = false
    }

    /// So often a template may end by itself before its environment goes without.
    private static let patience = 3

    private let keeping: Duration
    private let clock: any Clock<Duration>
    private let state = Mutex(State())

    /// - Parameter keeping: how long a template stays after the last deployment that may use it is gone.
    package init(keeping: Duration = .seconds(600), clock: any Clock<Duration> = ContinuousClock()) {
        self.keeping = keeping
        self.clock = clock
    }

    /// A deployment that may start such workers; it is gone when the value is.
    final class Use: Sendable {
        private let key: TemplateKey
        private let templates: WorkerTemplates

        fileprivate init(_ key: TemplateKey, _ templates: WorkerTemplates) {
            self.key = key
            self.templates = templates
        }

        deinit { templates.leave(key) }
    }

    func use(_ key: TemplateKey) -> Use {
        state.withLock { state in
            state.entries[key, default: Entry()].users += 1
            state.entries[key]?.farewell?.cancel()
            state.entries[key]?.farewell = nil
        }
        return Use(key, self)
    }

    /// One that forks workers now.
    func template(for key: TemplateKey) -> WorkerTemplate? {
        state.withLock { state in
            guard case .present(let template)? = state.entries[key]?.stage, template.isReady else { return nil }
            return template
        }
    }

    /// There is none, and one could be made.
    func isWanted(_ key: TemplateKey) -> Bool {
        state.withLock { state in
            guard !state.isStopped, case .absent? = state.entries[key]?.stage else { return false }
            return true
        }
    }

    /// There is one, or one is warming up.
    func isMade(_ key: TemplateKey) -> Bool {
        state.withLock { state in
            if case .present? = state.entries[key]?.stage { true } else { false }
        }
    }

    /// Makes the template of an environment, if there is none. To be called on an event loop's thread.
    ///
    /// - Parameter modules: what a worker has imported, one name a line.
    func make(_ key: TemplateKey, modules: [UInt8], logger: Logger) {
        guard isWanted(key) else { return }
        do {
            let template = try WorkerTemplate(key, modules: modules)
            let isFirst = state.withLock { state in
                guard !state.isStopped, case .absent? = state.entries[key]?.stage else { return false }
                state.entries[key]?.stage = .present(template)
                return true
            }
            template.begin { [weak self] news in self?.note(news, of: key, template, logger) }
            if !isFirst { template.dismiss() }
        } catch {
            bar(key, because: "\(error)", logger)
        }
    }

    /// Workers of this environment start from nothing from now on.
    func bar(_ key: TemplateKey, because why: String, _ logger: Logger) {
        let template = state.withLock { state -> WorkerTemplate? in
            guard let stage = state.entries[key]?.stage else { return nil }
            state.entries[key]?.stage = .barred
            if case .present(let template) = stage { return template }
            return nil
        }
        template?.dismiss(why)
        logger.info("workers start without a template", metadata: ["python": "\(key.python)", "reason": "\(why)"])
    }

    /// Ends all templates; returns when they are gone. Their workers must have ended.
    package func shutDown() async {
        let templates = state.withLock { state -> [WorkerTemplate] in
            state.isStopped = true
            defer { state.entries = [:] }
            for entry in state.entries.values { entry.farewell?.cancel() }
            return state.entries.values.compactMap { entry in
                if case .present(let template) = entry.stage { template } else { nil }
            }
        }
        for template in templates { await template.kill() }
    }

    private func note(
        _ news: WorkerTemplate.News, of key: TemplateKey, _ template: WorkerTemplate, _ logger: Logger
    ) {
        switch news {
        case .ready:
            logger.info("a template for workers is ready", metadata: ["python": "\(key.python)"])
        case .ended(let why):
            let wasInForce = state.withLock { state in
                guard let entry = state.entries[key], case .present(let current) = entry.stage,
                    current === template
                else { return false }
                // What could not be imported today cannot tomorrow; what died may have been killed.
                let losses = entry.losses + 1
                state.entries[key]?.losses = losses
                state.entries[key]?.stage = template.wasReady && losses < Self.patience ? .absent : .barred
                return true
            }
            guard wasInForce else { return }
            logger.info("a template for workers has ended", metadata: ["python": "\(key.python)", "reason": "\(why)"])
        }
    }

    private func leave(_ key: TemplateKey) {
        state.withLock { state in
            guard let users = state.entries[key]?.users else { return }
            state.entries[key]?.users = users - 1
            guard users == 1 else { return }
            state.entries[key]?.farewell = Task { [weak self, clock, keeping] in
                guard (try? await clock.sleep(for: keeping)) != nil else { return }
                self?.forget(key)
            }
        }
    }

    private func forget(_ key: TemplateKey) {
        let template = state.withLock { state -> WorkerTemplate? in
            guard let entry = state.entries[key], entry.users == 0 else { return nil }
            state.entries[key] = nil
            if case .present(let template) = entry.stage { return template }
            return nil
        }
        template?.dismiss()
    }
}
