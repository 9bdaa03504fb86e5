import ArgumentParser
import ControlAPI
import Domain

struct EnvironmentLock: Verb {
    static let configuration = CommandConfiguration.verb(
        "lock", "Print what an environment was built of, each package to its version, as lines for pip.",
        example: "atelier environment lock --name train --version 1")

    /// The lines and nothing else, as a requirements file has them.
    static var usualFormat: OutputFormat { .tsv }

    @OptionGroup var environment: VersionOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let details = try await open.call(
            EnvironmentRoutes.details, ["environment": environment.name],
            query: environment.query(knowing: "azureml"))
        let name = "\(details.environment.name):\(details.environment.version)"
        guard let build = details.builds.first else {
            throw AtelierError(
                .invalidState, "environment \(name) has not been built on this box",
                hint: "it is built when a job or a deployment first uses it", subject: "environment \(name)")
        }
        session.say("\(name), built with Python \(build.pythonVersion): \(build.packages.count) packages")
        return Answer(JSONValue(build.packages))
    }
}
