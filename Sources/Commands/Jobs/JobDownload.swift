import ArgumentParser
import ControlAPI
import Domain

struct JobDownload: Verb {
    static let configuration = CommandConfiguration.verb(
        "download", "Copy what a job has written: 'artifacts' and, by name or all, its outputs.",
        example: "atelier job download --name brave_fox_x1 --all --download-path ./results")

    @OptionGroup var job: JobOption
    @Flag(help: "The logs, the default output and every named output.")
    var all = false
    @Option(help: "One output.")
    var outputName: String?
    @Option(name: [.customShort("p"), .long], help: "The folder to copy into.")
    var downloadPath = "."
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let details = try await open.call(JobRoutes.show, ["job": job.name])
        for download in try Self.downloads(of: details, all: all, output: outputName) {
            let target = "\(downloadPath)/\(download.folder)"
            session.say("copying to \(target)")
            try FolderCopy(session: session).copy(download.source, into: target)
        }
        return .nothing
    }

    struct Download: Equatable {
        let source: String
        /// Below the download path, as Azure ML lays it out.
        let folder: String
    }

    /// What is copied where. Throws `notFound` for an output the job does not have.
    static func downloads(of details: JobDetails, all: Bool, output: String?) throws -> [Download] {
        let artifacts = Download(source: details.artifacts, folder: "artifacts")
        let named = details.outputs.sorted { $0.key < $1.key }.map {
            Download(source: $0.value, folder: "named-outputs/\($0.key)")
        }
        if all { return [artifacts] + named }
        guard let output, output != "default" else { return [artifacts] }
        guard let wanted = named.first(where: { $0.folder == "named-outputs/\(output)" }) else {
            let names = details.outputs.keys.sorted()
            throw AtelierError(
                .notFound, "the job '\(details.job.name)' has no output '\(output.neutralised)'",
                hint: names.isEmpty ? "it has none but 'default'" : "it has \((names + ["default"]).formattedAsChoice)")
        }
        return [wanted]
    }
}
