import ArgumentParser
import ControlAPI
import Documents
import Domain
import FoundationEssentials

struct JobCreate: Verb {
    static let configuration = CommandConfiguration.verb(
        "create", "Submit a job.", example: "atelier job create --file job.yml --stream")

    @Option(name: .shortAndLong, help: "The job's YAML file.", completion: .yaml)
    var file: String
    @Option(name: .shortAndLong, help: "The job's name; made up if not given.")
    var name: String?
    @Option(parsing: .upToNextOption, help: "Change the file's fields: PATH=VALUE …")
    var set: [String] = []
    @Flag(name: .shortAndLong, help: "Print the log until the job is over; exit 1 if it fails.")
    var stream = false
    @Flag(help: "Refuse to run with another Python than the one asked for.")
    var strictEnvironment = false
    @Option(name: [.customShort("a"), .long], help: "Also write the job to this YAML file.", completion: .yaml)
    var saveAs: String?
    @Flag(name: [.customShort("e"), .long], help: "Say how to watch the job.")
    var web = false
    @Flag(help: "Accepted; the file is always checked.")
    var skipValidation = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        var flags = DocumentFlags()
        flags.set("name", name)
        var spec = try JobDocument.read(file: file, flags: flags, overrides: set, in: session)
        if strictEnvironment { spec.work.requireEnvironment() }
        let open = try await session.open(global)
        let job = try await open.call(JobRoutes.create, body: spec)
        for warning in job.warnings { session.say("warning: \(warning)") }
        if let saveAs { try save(job, to: saveAs) }
        if web { session.say("watch it with 'atelier job stream --name \(job.name)'") }
        // The result has standard output to itself as soon as somebody says in which form they want it.
        let wantsResult = !stream || global.output != nil || global.query != nil
        if stream {
            let streaming = JobStreaming(session: session, open: open, job: job.name, toError: wantsResult)
            try await streaming.run()
        }
        guard wantsResult else { return .nothing }
        return try await Answer(open.presentation(of: job.name), columns: Job.columns)
    }

    /// As `create` takes it again, under another name.
    private func save(_ job: Job, to path: String) throws {
        do {
            try Data(JobText.wholeText(of: job).utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw AtelierError(
                .unavailable, "the job was submitted, but \(path.neutralised) cannot be written", cause: error)
        }
    }
}

extension OpenWorkspace {
    /// The job as `show` prints it.
    func presentation(of job: JobName) async throws -> JSONValue {
        let details = try await call(JobRoutes.show, ["job": job.rawValue])
        let status = try await call(EngineRoutes.status)
        return details.job.presentation(in: scope, trackingURI: status.trackingURI, details: details)
    }
}
