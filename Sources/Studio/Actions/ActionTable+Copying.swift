import Client
import ControlAPI
import Domain
import FoundationEssentials

extension ActionTable {
    static let copying: [Action] = [
        copy("id", "Copy its id", ["y y"], hint: "id") { _, object in [.copy(object.id)] },
        copy("name", "Copy its name", ["y n"], hint: "name") { model, object in [.copy(model.name(of: object))] },
        copy("path", "Copy the path of its files", ["y p"], hint: "path") { $0.copyPath(of: $1) },
        copy("address", "Copy its address", ["y u"], hint: "address") { $0.copyAddress(of: $1) },
        copy("command", "Copy the command that shows it", ["y c"], hint: "command") { model, object in
            [.copy(object.command(in: model.data.workspace))]
        },
        copy("json", "Copy all that is known of it as JSON", ["y j"], hint: "JSON") { $0.copyJSON(of: $1) },
    ]

    private static func copy(
        _ what: String, _ title: String, _ keys: [String], hint: String,
        _ run: @escaping @Sendable (inout StudioModel, StudioObject) -> [StudioEffect]
    ) -> Action {
        Action("copy.\(what)", title, in: .global, keys: keys, hint: hint) { model in
            guard let object = model.object else { return model.told(.info, "select something to copy first") }
            return run(&model, object)
        }
    }
}

extension StudioModel {
    fileprivate mutating func copyPath(of object: StudioObject) -> [StudioEffect] {
        let workspace = data.workspace.rawValue
        switch object {
        case .job(let job):
            return ask(EngineTask("looking for the files") { engine in
                let details = try await engine.call(JobRoutes.show, ["workspace": workspace, "job": job.rawValue])
                return { _ in [.copy(details.artifacts)] }
            })
        case .file(let file):
            return ask(EngineTask("looking for the file") { engine in
                let details = try await engine.call(JobRoutes.show, ["workspace": workspace, "job": file.job.rawValue])
                guard let path = file.place(in: details) else {
                    return { $0.told(.info, "code is kept as a snapshot; '\($0.keymap.way(to: "file.save"))' saves a copy of the file") }
                }
                return { _ in [.copy(path)] }
            })
        case .model(let version):
            return ask(EngineTask("looking for the files") { engine in
                let details = try await engine.call(
                    ModelRoutes.show, ["workspace": workspace, "model": version.name.rawValue],
                    query: ["version": version.version])
                return { _ in [.copy(details.path)] }
            })
        case .endpoint, .compute: return told(.info, "only jobs and models have files")
        }
    }

    /// Where it is reached: by URL, or as MLflow's clients write it.
    fileprivate mutating func copyAddress(of object: StudioObject) -> [StudioEffect] {
        switch object {
        case .job(let job): return [.copy("runs:/\(job)")]
        case .model(let version): return [.copy("models:/\(version.name)/\(version.version)")]
        case .endpoint(let name):
            guard let details = data.endpoints.first(where: { $0.endpoint.name == name }) else { return [] }
            return [.copy(details.scoringURI)]
        case .compute: return told(.info, "a compute has no address")
        case .file(let file):
            guard let address = file.address else { return told(.info, "only artifacts have an address") }
            return [.copy(address)]
        }
    }

    fileprivate mutating func copyJSON(of object: StudioObject) -> [StudioEffect] {
        let workspace = data.workspace.rawValue
        return ask(EngineTask("reading all of it") { engine in
            let json = try await Self.json(of: object, in: workspace, engine)
            return { _ in [.copy(json)] }
        })
    }

    private static func json(
        of object: StudioObject, in workspace: String, _ engine: any ControlCaller
    ) async throws -> String {
        switch object {
        case .job(let job):
            try await json(engine.call(JobRoutes.show, ["workspace": workspace, "job": job.rawValue]))
        case .model(let version):
            try await json(engine.call(
                ModelRoutes.show, ["workspace": workspace, "model": version.name.rawValue],
                query: ["version": version.version]))
        case .endpoint(let name):
            try await json(engine.call(EndpointRoutes.show, ["workspace": workspace, "endpoint": name.rawValue]))
        case .compute(let name):
            try await json(engine.call(ComputeRoutes.show, ["workspace": workspace, "compute": name.rawValue]))
        case .file(let file):
            try json(file.entry)
        }
    }

    private static func json(_ value: some Encodable) throws -> String {
        try JSONParser.parse(String(decoding: ControlCoding.encode(value), as: UTF8.self)).indentedText
    }
}
