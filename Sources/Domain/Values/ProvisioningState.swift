/// Azure's `provisioning_state` of a resource that takes time to be made.
package enum ProvisioningState: String, Codable, Sendable, CaseIterable {
    case creating = "Creating"
    case updating = "Updating"
    case deleting = "Deleting"
    case scaling = "Scaling"
    case succeeded = "Succeeded"
    case failed = "Failed"
    case canceled = "Canceled"
}

extension ProvisioningState {
    /// What the journal keeps of a change of state.
    package var noted: JSONValue { ["provisioning_state": .string(rawValue)] }
}
