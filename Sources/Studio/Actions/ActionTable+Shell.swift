import Client
import ControlAPI
import Domain

extension ActionTable {
    static let shell: [Action] = [
        Action("shell", "Run a command, or a shell, on what is selected", in: .global, keys: ["!"], changesThings: true) {
            $0.askForCommand()
        }
    ]
}

extension StudioModel {
    /// Where the selected job has its files, and with what names the command finds out what is selected.
    fileprivate mutating func askForCommand() -> [StudioEffect] {
        let (subject, home) = (subject, workingFolder)
        // On the dashboard a job is selected whatever the person looks at.
        let job = [.models, .endpoints, .compute].contains(screen.focused.name) ? nil : subject.job
        let parts = job.map { ActionTable.parts($0, data.workspace) }
        let variables = [
            "ATELIER_WORKSPACE": data.workspace.rawValue, "ATELIER_JOB": job?.rawValue,
            "ATELIER_MODEL": subject.model?.text, "ATELIER_ENDPOINT": subject.endpoint?.rawValue,
            "ATELIER_COMPUTE": subject.compute?.rawValue,
        ].compactMapValues(\.self)
        let place = job.map { "among the files of \(title(of: [$0]))" } ?? "in \(home.neutralised)"
        overlay = TextPrompt(sign: "\(place), empty for a shell ! ", takesNothing: true) { model, text in
            model.ask(EngineTask("looking for the files") { engine in
                let files = if let parts { try await engine.call(JobRoutes.show, parts).artifacts } else { home }
                let command = text.allSatisfy(\.isWhitespace) ? nil : text
                return { _ in [.shell(ShellCommand(command, folder: files, variables: variables))] }
            })
        }
        return []
    }
}
