import Domain

extension Job {
    /// What `az ml job show-services` prints of those the job declares. What cannot be on one box says why, and what
    /// its command serves can be reached while it runs.
    func declaredServices(onNode index: Int? = nil) -> [String: JSONValue] {
        (spec.work.command?.services ?? [:]).filter { $0.value.isOn(node: index) }.mapValues { service in
            let absence = service.absence
            let isOpen = absence == nil && status == .running
            let state = absence != nil ? "Unavailable" : isOpen ? "Running" : status.isFinal ? "Stopped" : "Pending"
            return .members([
                "endpoint": isOpen ? service.port.map { .string("http://127.0.0.1:\($0)") } : nil,
                "error_message": absence.map(JSONValue.string),
                "log_dir": service.logFolder.map(JSONValue.string),
                "nodes": service.nodes.map(JSONValue.string),
                "port": service.port.map { JSONValue($0) },
                "properties": service.properties.isEmpty ? JSONValue?.none : JSONValue(service.properties),
                "ssh_public_keys": service.sshPublicKeys.map(JSONValue.string),
                "status": .string(state),
                "type": .string(service.type),
            ])
        }
    }
}

extension JobService {
    /// Those that name no node are on the first.
    fileprivate func isOn(node index: Int?) -> Bool {
        guard let index else { return true }
        return nodes == "all" || (nodes.flatMap { Int($0) } ?? 0) == index
    }
}
