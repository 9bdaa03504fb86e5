import ArgumentParser
import ControlAPI
import Documents
import Domain

struct ModelCreate: Verb {
    static let configuration = CommandConfiguration.verb(
        "create", "Register a model: a file, a folder or a job's output.",
        example: "atelier model create --name iris --path ./model.joblib --type custom_model")

    @Option(name: .shortAndLong, help: "The model's name.")
    var name: String?
    @Option(name: .shortAndLong, help: "The version; without it the next number.")
    var version: String?
    @Option(name: .shortAndLong, help: "A path, or azureml://jobs/JOB/outputs/artifacts/paths/PATH.")
    var path: String?
    @Option(name: .shortAndLong, help: "custom_model, mlflow_model or triton_model.", completion: .list(["custom_model", "mlflow_model", "triton_model"]))
    var type: String?
    @Option(name: .shortAndLong, help: "The model's YAML file.", completion: .yaml)
    var file: String?
    @Option(help: "What it is.")
    var description: String?
    @Option(name: .shortAndLong, help: "Its stage, e.g. Production.")
    var stage: String?
    @Option(parsing: .upToNextOption, help: "Tags: KEY=VALUE …")
    var tags: [String] = []
    @Option(parsing: .upToNextOption, help: "Change the file's fields: PATH=VALUE …")
    var set: [String] = []
    @Flag(help: "Accepted; a model is registered when the command returns.")
    var noWait = false
    @Option(help: ArgumentHelp("Not honoured: what is local stays where it is.", visibility: .hidden))
    var datastore: String?
    @OptionGroup(visibility: .hidden) var registry: RegistryOption
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        try registry.refuse()
        var flags = DocumentFlags()
        flags.set("name", name)
        flags.set("version", version)
        flags.set("datastore", datastore)
        flags.set("path", path)
        flags.set("type", type)
        flags.set("description", description)
        flags.set("stage", stage)
        try flags.set("tags", assignments: tags, flag: "--tags")
        let spec = try ModelDocument.read(file: file, flags: flags, overrides: set, in: session)
        let open = try await session.open(global)
        let model = try await open.call(ModelRoutes.create, body: spec)
        return Answer(model.presentation(in: open.scope), columns: ModelVersion.columns)
    }
}
