/// Something of a running job that one can talk to (`services`): a port its command listens on, or one of the tools
/// Azure starts beside it.
package struct JobService: Codable, Sendable, Hashable {
    /// Azure's `ssh`, `tensor_board`, `vs_code`, `jupyter_lab`, or a word of one's own.
    package var type: String
    package var port: Int?
    /// `all`, or the index of a node.
    package var nodes: String?
    package var logFolder: String?
    package var sshPublicKeys: String?
    package var properties: [String: String]

    package init(
        type: String = "custom", port: Int? = nil, nodes: String? = nil, logFolder: String? = nil,
        sshPublicKeys: String? = nil, properties: [String: String] = [:]
    ) {
        self.type = type
        self.port = port
        self.nodes = nodes
        self.logFolder = logFolder
        self.sshPublicKeys = sshPublicKeys
        self.properties = properties
    }
}

extension JobService {
    /// Why there is nothing to reach, for the tools that Azure starts and Atelier does not; nil for what the job's own
    /// command serves.
    package var absence: String? {
        switch type {
        case "ssh": "the job runs on this box: log in to the box itself"
        case "vs_code": "no editor is started in a job: open the job's folder on this box"
        case "jupyter_lab": "no notebook server is started beside a job: start one in its command, or on the box"
        case "tensor_board":
            "none is started beside a job: run 'tensorboard --logdir DIR' on this box, over the job's folder"
                + (logFolder.map { " and its \($0)" } ?? "")
        default: port == nil ? "it names no port" : nil
        }
    }
}
