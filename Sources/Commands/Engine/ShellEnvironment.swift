import ArgumentParser
import Client
import ControlAPI
import Domain

struct ShellEnvironment: Verb {
    static let configuration = CommandConfiguration.verb(
        "env", "Print what MLflow clients need in their environment.", example: "eval \"$(atelier env)\"")

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let credentials = try await session.engine().call(EngineRoutes.trackingCredentials)
        let variables = ["MLFLOW_TRACKING_URI": credentials.trackingURI, "MLFLOW_TRACKING_TOKEN": credentials.token]
        guard global.output == nil, global.query == nil else { return Answer(JSONValue(variables)) }
        for (name, value) in variables.sorted(by: { $0.key > $1.key }) {
            try session.console.write("export \(name)=\(Self.quoted(value))\n")
        }
        return .nothing
    }

    /// Safe for any POSIX shell.
    static func quoted(_ text: String) -> String {
        let safe = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._~:/@%+=".contains($0)) }
        return safe && !text.isEmpty ? text : "'\(text.replacing("'", with: #"'\''"#))'"
    }
}
