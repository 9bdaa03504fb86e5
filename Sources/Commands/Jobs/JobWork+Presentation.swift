import Documents
import Domain

extension Job {
    /// What is particular to the kind of its work, as `az ml job show` prints it.
    var workPresentation: JSONValue {
        switch spec.work {
        case .command(let work): command(work)
        case .sweep(let work): sweep(work)
        case .automl(let work): automl(work)
        case .trial(let work): trial(work)
        }
    }

    private func command(_ work: CommandWork) -> JSONValue {
        JSONValue.members([
            "inputs": .object(work.inputs.mapValues(\.written)),
            "limits": work.timeout.map { ["timeout": JSONValue($0)] },
            "parameters": [:],
            "type": "command",
        ]).merged(with: step(work))
    }

    private func step(_ work: CommandWork) -> JSONValue {
        .members([
            "code": work.code.map(JSONValue.string),
            "code_hash": code.map { .string($0.rawValue) },
            "command": .string(work.command),
            "distribution": work.distribution?.written,
            "environment": work.environment.presentation(hash: environment),
            "environment_variables": JSONValue(work.environmentVariables),
            "resources": work.resources.presentation,
        ])
    }

    private func sweep(_ work: SweepWork) -> JSONValue {
        JSONValue.members([
            "inputs": .object(work.trial.inputs.mapValues(\.written)),
            "trial": step(work.trial),
            "type": "sweep",
        ]).merged(with: work.searchWritten)
    }

    /// Its outputs are with those that every job has.
    private func automl(_ work: AutoMLWork) -> JSONValue {
        guard case .object(var members) = work.written else { return work.written }
        members["outputs"] = nil
        return .object(members)
    }

    /// Azure ML has no file for it: it is asked for by its search.
    private func trial(_ work: TrialWork) -> JSONValue {
        .members([
            "algorithm": .string(work.algorithm),
            "limits": work.timeout.map { ["timeout": JSONValue($0)] },
            "parameters": .object(work.parameters.mapValues(JSONValue.double)),
            "scaled": .bool(work.isScaled),
            "trial": JSONValue(work.number),
            "type": "automl_trial",
        ])
    }
}
