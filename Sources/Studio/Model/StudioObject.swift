import Domain

/// What a key that copies or tags is about: the row under the cursor.
enum StudioObject: Sendable, Hashable {
    case job(JobName)
    case model(ModelReference)
    case endpoint(EndpointName)
    case compute(ComputeName)
    case file(FileReference)

    /// As the engine knows it, and as it is written in YAML.
    var id: String {
        switch self {
        case .job(let job): job.rawValue
        case .model(let version): "azureml:\(version.text)"
        case .endpoint(let endpoint): endpoint.rawValue
        case .compute(let compute): compute.rawValue
        case .file(let file): file.path
        }
    }

    /// What shows it on the command line.
    func command(in workspace: WorkspaceName) -> String {
        let verb =
            switch self {
            case .job(let job): "job show --name \(job)"
            case .model(let version): "model show --name \(version.name) --version \(version.version)"
            case .endpoint(let endpoint): "online-endpoint show --name \(endpoint)"
            case .compute(let compute): "compute show --name \(compute)"
            case .file(let file): "job download --name \(file.job)"
            }
        return "atelier \(verb) --workspace-name \(workspace)"
    }
}

extension StudioModel {
    /// By the kind of thing that the focused pane shows; elsewhere what else is selected.
    var object: StudioObject? {
        let subject = subject
        let job = subject.job.map(StudioObject.job)
        let model = subject.model.map(StudioObject.model)
        let endpoint = subject.endpoint.map(StudioObject.endpoint)
        let compute = subject.compute.map(StudioObject.compute)
        return switch screen.focused.name {
        case .models, .versions, .lineage: model
        case .endpoints, .deployments, .traffic, .revisions: endpoint
        case .compute, .nodes, .load, .processes: compute
        case .files, .preview: subject.file.map(StudioObject.file)
        default: job ?? model ?? endpoint ?? compute
        }
    }

    /// All that is marked of its kind, or what the cursor is on.
    var chosenObjects: [StudioObject] {
        switch object {
        case .job: chosenJobs.map(StudioObject.job)
        case .model: chosenModels.map(StudioObject.model)
        case let other: [other].compactMap(\.self)
        }
    }

    func title(of objects: [StudioObject]) -> String {
        objects.count == 1 ? name(of: objects[0]).neutralised : "\(objects.count) of them"
    }

    /// The name that people gave it.
    func name(of object: StudioObject) -> String {
        switch object {
        case .job(let job): data.jobs[job]?.displayName ?? job.rawValue
        case .model(let version): version.name.rawValue
        case .endpoint, .compute: object.id
        case .file(let file): file.name
        }
    }
}
