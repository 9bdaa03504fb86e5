/// Whether a compute instance takes jobs, in Azure's words (`az ml compute show`: `state`).
package enum InstanceState: String, Codable, Sendable, CaseIterable {
    case running = "Running"
    /// What ran on it is being ended.
    case stopping = "Stopping"
    case stopped = "Stopped"
}
