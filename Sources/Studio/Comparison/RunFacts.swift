import ControlAPI
import Domain

/// What a run was run with: the parameters it logged or was given, and what was around it.
struct RunFacts: Sendable, Hashable {
    struct Name: Sendable, Hashable {
        let text: String
        let isParameter: Bool
    }

    private(set) var values: [Name: String] = [:]
    /// The parameters by name, then what is around them from the near to the far.
    private(set) var order: [Name] = []

    init(_ details: JobDetails) {
        let (job, work) = (details.job, details.job.spec.work)
        var parameters = details.parameters
        for case (let name, .literal(let value)) in work.inputs where parameters[name] == nil {
            parameters[name] = value.stringValue ?? value.compactText
        }
        if case .trial(let trial) = work {
            parameters[SearchProgress.algorithm] = trial.algorithm
            for (name, value) in trial.parameters where parameters[name] == nil { parameters[name] = MetricText.short(value) }
        }
        for (name, value) in WorkFacts.hyperparameters(job.spec.properties) where parameters[name] == nil {
            parameters[name] = value.shortText
        }
        for (name, value) in parameters.sorted(by: { $0.key < $1.key }) { add(name, value, isParameter: true) }
        for case (let name, .data(let data)) in work.inputs.sorted(by: { $0.key < $1.key }) {
            add("data \(name)", "\(data.location)".replacing("azureml:", with: ""))
        }
        add(Self.commit, job.spec.properties["mlflow.source.git.commit"].map { String($0.prefix(7)) })
        add(Self.code, job.code.map { String($0.rawValue.prefix(7)) })
        if case .registered(let reference)? = work.environment {
            add("environment", "\(reference)".replacing("azureml:", with: ""))
        } else {
            add("environment", job.environment.map { String($0.rawValue.prefix(7)) })
        }
        add("compute", job.compute.rawValue)
        add("command", work.command?.command.replacing("\n", with: " "))
    }

    private static let (commit, code) = ("git", "code")

    private mutating func add(_ name: String, _ value: String?, isParameter: Bool = false) {
        guard let value else { return }
        let name = Name(text: name, isParameter: isParameter)
        values[name] = value
        order.append(name)
    }

    /// The commit it came from, else the content of its folder.
    var source: String? {
        values[Name(text: Self.commit, isParameter: false)] ?? values[Name(text: Self.code, isParameter: false)]
    }

    var data: String? { order.first { $0.text.hasPrefix("data ") }.flatMap { values[$0] } }
}
