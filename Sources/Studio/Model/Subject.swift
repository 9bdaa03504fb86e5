package import Domain

/// What the panes beside a selection show: the row that is selected, by kind.
package struct Subject: Sendable, Hashable {
    package var job: JobName?
    package var compute: ComputeName?
    package var node: NodeName?
    package var model: ModelReference?
    package var endpoint: EndpointName?
    /// The runs that are looked at together.
    package var runs: [ComparedRun]?
    package var file: FileReference?

    package init(
        job: JobName? = nil, compute: ComputeName? = nil, node: NodeName? = nil, model: ModelReference? = nil,
        endpoint: EndpointName? = nil, runs: [ComparedRun]? = nil, file: FileReference? = nil
    ) {
        self.job = job
        self.compute = compute
        self.node = node
        self.model = model
        self.endpoint = endpoint
        self.runs = runs
        self.file = file
    }

    /// This subject, and where it says nothing, the other's.
    package func filled(from other: Subject) -> Subject {
        Subject(
            job: job ?? other.job, compute: compute ?? other.compute, node: node ?? other.node,
            model: model ?? other.model, endpoint: endpoint ?? other.endpoint, runs: runs ?? other.runs,
            file: file ?? other.file)
    }
}

/// One version of a model.
package struct ModelReference: Sendable, Hashable, CustomStringConvertible {
    package let name: ModelName
    package let version: String

    package init(_ name: ModelName, _ version: String) {
        self.name = name
        self.version = version
    }

    package init(_ model: ModelVersion) {
        self.init(model.name, model.version)
    }

    package var text: String { "\(name):\(version)" }
    package var description: String { text }
}
