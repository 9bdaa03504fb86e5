import Commands
import ControlAPI
import Domain
import Foundation

/// Values the tests share.
enum Fixture {
    static let time = Date(timeIntervalSince1970: 1_767_225_600.25)
    static let creation = CreationContext(at: time, by: "ann")
    static let scope = Scope(group: "rg", workspace: "lab")

    static let status = EngineStatus(
        version: "0.1.0", pid: 42, startedAt: time, home: "/home/ann/atelier", socket: "/run/atelier.sock",
        trackingURI: "http://127.0.0.1:5000", scoringURI: "http://127.0.0.1:5001", jobsRunning: 1, jobsQueued: 2,
        deployments: 0, lastEvent: 7)

    static func job(_ status: JobStatus = .completed, reason: String? = nil, exitCode: Int32? = 0) -> Job {
        let environment = EnvironmentSpec(
            image: "ubuntu", conda: CondaFile(name: "e", channels: ["conda-forge"], dependencies: ["pip"], pip: ["mlflow"]))
        let work = CommandWork(
            command: "python train.py", code: "/src", environment: .inline(environment),
            inputs: ["rate": .literal(0.5), "data": .data(DataInput(location: .local("/data")))],
            outputs: ["model": JobOutput()], timeout: 60)
        return Job(
            name: "brave_fox", workspace: "lab", spec: JobSpec(tags: ["a": "b"], compute: "cpu", work: .command(work)),
            experiment: "iris", displayName: "Iris", status: status, reason: reason, exitCode: exitCode,
            compute: "cpu", code: ContentHash(rawValue: "c0de"), environment: ContentHash(rawValue: "e4f"),
            creation: creation, startedAt: time, endedAt: status.isFinal ? time.addingTimeInterval(65) : nil)
    }

    static func details(_ job: Job) -> JobDetails {
        JobDetails(
            job: job, artifacts: "/home/artifacts", outputs: ["model": "/home/model"], metrics: ["acc": 0.5],
            experimentID: "1")
    }

    static func endpoint(_ weights: [DeploymentName: Int] = ["blue": 100]) throws -> EndpointDetails {
        EndpointDetails(
            endpoint: OnlineEndpoint(
                workspace: "lab", name: "iris", authMode: .key, traffic: try TrafficSplit(weights),
                provisioningState: .succeeded, revision: 3, creation: creation),
            scoringURI: "http://127.0.0.1:5001/endpoints/iris/score",
            openapiURI: "http://127.0.0.1:5001/endpoints/iris/swagger.json")
    }

    static func deployment(_ state: ProvisioningState, named name: DeploymentName = "blue") -> OnlineDeployment {
        OnlineDeployment(
            workspace: "lab",
            spec: OnlineDeploymentSpec(
                name: name, endpoint: "iris",
                model: .registered(AssetReference(name: "iris", selector: .label("latest")))),
            provisioningState: state, model: AssetReference(name: "iris", selector: .version("2")), creation: creation)
    }
}

/// Runs a command line against a fake engine.
struct Bench {
    let engine = FakeEngine()
    let console: RecordingConsole
    /// A folder of its own for settings.
    let folder: String

    init(_ console: RecordingConsole = RecordingConsole()) {
        self.console = console
        folder = FileManager.default.temporaryDirectory.path + "/commands-\(UUID().uuidString)"
    }

    @discardableResult
    func run(_ arguments: String..., as name: String = "atelier") async -> Int32 {
        await run(arguments, as: name)
    }

    @discardableResult
    func run(_ arguments: [String], as name: String = "atelier") async -> Int32 {
        let environment = ["ATELIER_HOME": folder + "/home", "XDG_CONFIG_HOME": folder + "/config"]
        let session = Session(
            console: console, door: engine, location: EngineLocation(environment: environment, userID: 1000),
            environment: environment, user: "ann", host: "box")
        return await Program.run(arguments, calledAs: name, in: session)
    }

    func write(_ text: String, to name: String) throws -> String {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
        return "\(folder)/\(name)"
    }

    func cleanUp() {
        try? FileManager.default.removeItem(atPath: folder)
    }
}
