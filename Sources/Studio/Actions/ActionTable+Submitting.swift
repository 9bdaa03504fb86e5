import Client
import ControlAPI
import Domain

extension ActionTable {
    static let submitting: [Action] = [
        Action("job.new", "Submit a job from a YAML file", in: .pane(.jobs), keys: ["c"], hint: "new job", changesThings: true) {
            $0.newJob()
        },
        Action("model.register", "Register a model from the job", in: .pane(.jobs), keys: ["M"], hint: "register", changesThings: true) {
            $0.chooseModelFiles()
        },
        Action("model.register", "Register a model from the job", in: .screen("job"), keys: ["M"], hint: "register", changesThings: true) {
            $0.chooseModelFiles()
        },
        Action("model.register", "Register a model from the job", in: .pane(.trials), keys: ["M"], hint: "register", changesThings: true) {
            $0.chooseModelFiles()
        },
    ]
}

extension StudioModel {
    /// What the job left that could be a model: MLflow models first, then everything else in its outputs.
    fileprivate mutating func chooseModelFiles() -> [StudioEffect] {
        guard let job = subject.job else { return told(.info, "select a job first") }
        guard data.jobs[job]?.status == .completed else { return told(.info, "a model comes from a job that completed") }
        let workspace = data.workspace
        return ask(EngineTask("looking at the job's files") { engine in
            let found = try await JobOutputs(engine: engine, job: job, workspace: workspace).candidates()
            return { model in
                guard !found.isEmpty else { return model.told(.info, "the job left no files to register") }
                model.overlay = Picker(title: "Register a model from", choices: found.map(\.path)) { model, path in
                    model.nameModel(found.first { $0.path == path }, of: job)
                }
                return []
            }
        })
    }

    private mutating func nameModel(_ candidate: JobOutputs.Candidate?, of job: JobName) -> [StudioEffect] {
        guard let candidate else { return [] }
        overlay = TextPrompt(sign: "name of the model: ") { $0.register(candidate, of: job, as: ModelName($1)) }
        return []
    }

    private mutating func register(
        _ candidate: JobOutputs.Candidate, of job: JobName, as name: ModelName
    ) -> [StudioEffect] {
        let workspace = data.workspace
        return ask(EngineTask("registering \(name.rawValue.neutralised)") { engine in
            let spec = ModelSpec(
                name: name, type: candidate.isMLflow ? .mlflow : .custom,
                location: .jobOutput(job, output: "artifacts", path: candidate.artifactPath))
            let made = try await engine.call(ModelRoutes.create, ["workspace": workspace.rawValue], body: spec)
            return { model in
                let way = [model.keymap.way(to: "pane.models"), model.keymap.way(to: "model.deploy")].joined(separator: " then ")
                return model.told(.success, "registered \(made.name.rawValue.neutralised):\(made.version); \(way) deploys it")
            }
        })
    }
}
