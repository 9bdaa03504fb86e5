/// Who a tracking token speaks for.
package enum Principal: Sendable, Hashable {
    /// The owner of the box.
    case user
    /// A running job: writes to its own run, the runs it makes, and nothing else.
    case job(JobName)

    package var job: JobName? {
        guard case .job(let name) = self else { return nil }
        return name
    }

    /// How the journal names it.
    package var actor: String {
        switch self {
        case .user: "mlflow"
        case .job(let name): "job \(name)"
        }
    }
}
