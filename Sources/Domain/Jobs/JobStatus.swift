/// Azure ML's job statuses (SDK `JobStatus`), as far as one box can be in them.
package enum JobStatus: String, Codable, Sendable, CaseIterable {
    case queued = "Queued"
    case starting = "Starting"
    case preparing = "Preparing"
    case running = "Running"
    case finalizing = "Finalizing"
    case cancelRequested = "CancelRequested"
    case completed = "Completed"
    case failed = "Failed"
    case canceled = "Canceled"

    package var isFinal: Bool {
        switch self {
        case .completed, .failed, .canceled: true
        default: false
        }
    }
}
