/// The kinds of work a job can be.
package enum JobWork: Codable, Sendable {
    case command(CommandWork)
    /// Runs a command many times with other parameters; each run is a job of its own.
    case sweep(SweepWork)
    /// Looks for the best model of a table; each trial is a job of its own.
    case automl(AutoMLWork)
    /// One trial of an `automl` job, trained in the engine.
    case trial(TrialWork)
}

extension JobWork {
    /// Of a command job alone.
    package var command: CommandWork? {
        guard case .command(let work) = self else { return nil }
        return work
    }

    /// Whether it runs nothing itself but has jobs that do. It takes no node.
    package var isSearch: Bool {
        switch self {
        case .sweep, .automl: true
        case .command, .trial: false
        }
    }

    /// Whether it may start again when it was cut short: nothing outside of its own folder knows of it.
    package var isRepeatable: Bool {
        if case .trial = self { true } else { false }
    }

    package var inputs: [String: JobInput] {
        switch self {
        case .command(let work): work.inputs
        case .sweep(let work): work.trial.inputs
        case .automl(let work): work.inputs
        case .trial: [:]
        }
    }

    package var outputs: [String: JobOutput] {
        get {
            switch self {
            case .command(let work): work.outputs
            case .sweep(let work): work.trial.outputs
            case .automl(let work): work.outputs
            case .trial: [:]
            }
        }
        set {
            switch self {
            case .command(var work):
                work.outputs = newValue
                self = .command(work)
            case .sweep(var work):
                work.trial.outputs = newValue
                self = .sweep(work)
            case .automl(var work):
                work.outputs = newValue
                self = .automl(work)
            case .trial: break
            }
        }
    }

    package var code: String? {
        switch self {
        case .command(let work): work.code
        case .sweep(let work): work.trial.code
        case .automl, .trial: nil
        }
    }

    /// Takes this folder as its code.
    package mutating func useCode(_ path: String) {
        changeCommand { $0.code = path }
    }

    /// Refuses another Python than the one asked for.
    package mutating func requireEnvironment() {
        changeCommand { $0.strictEnvironment = true }
    }

    /// Of a command job, or of a sweep's trials.
    private mutating func changeCommand(_ change: (inout CommandWork) -> Void) {
        switch self {
        case .command(var work):
            change(&work)
            self = .command(work)
        case .sweep(var work):
            change(&work.trial)
            self = .sweep(work)
        case .automl, .trial: break
        }
    }

    /// Nil for what needs none.
    package var environment: EnvironmentReference? {
        switch self {
        case .command(let work): work.environment
        case .sweep(let work): work.trial.environment
        case .automl, .trial: nil
        }
    }

    /// Seconds it may run; nil for no limit.
    package var timeout: Int? {
        switch self {
        case .command(let work): work.timeout
        case .sweep(let work): work.limits.timeout
        case .automl(let work): work.limits.timeoutMinutes.map { $0 * 60 }
        case .trial(let work): work.timeout
        }
    }

    /// How many nodes of its compute it takes; each of a search's trials as many.
    package var nodeCount: Int {
        switch self {
        case .command(let work): work.nodeCount
        case .sweep(let work): work.trial.nodeCount
        case .automl, .trial: 1
        }
    }

    package var instanceType: String? {
        switch self {
        case .command(let work): work.resources.instanceType
        case .sweep(let work): work.trial.resources.instanceType
        case .automl(let work): work.instanceType
        case .trial: nil
        }
    }
}
