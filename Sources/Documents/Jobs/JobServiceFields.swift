import Domain

/// One entry of `services`: what of the running job can be talked to.
enum JobServiceFields {
    static var fields: [Field<JobService>] {
        [
            .text("type", \.type),
            .integer("port", \.port, in: 1...65_535),
            .value("nodes", \.nodes) { $0.serviceNodes($1) }.kept,
            .text("log_dir", \.logFolder).kept,
            .text("ssh_public_keys", \.sshPublicKeys).kept,
            .textMap("properties", \.properties).kept,
            .readOnly("endpoint"), .readOnly("status"), .readOnly("error_message"),
        ]
    }

    static var outline: [FieldOutline] { [FieldOutline("<name>", .works, children: fields.map(\.outline))] }
}

extension Reading {
    func jobServices(_ node: DocumentNode) -> [String: JobService] {
        guard let entries = node.entries else {
            diagnostics.error("\"services\" must be a map of names and services, not \(node.kind)", at: node.position)
            return [:]
        }
        var services: [String: JobService] = [:]
        for entry in entries {
            var service = JobService()
            fill(&service, from: entry.value, with: JobServiceFields.fields, noun: "service \"\(entry.key)\"")
            services[entry.key] = service
        }
        return services
    }

    /// `all`, or the index of a node.
    fileprivate func serviceNodes(_ node: DocumentNode) -> String? {
        guard let text = text(node, "nodes") else { return nil }
        guard text == "all" || Int(text).map({ $0 >= 0 }) == true else {
            diagnostics.error(
                "\"nodes\" is \"\(text)\"", at: node.position, hint: "write all, or the index of a node such as 0")
            return nil
        }
        return text
    }
}
