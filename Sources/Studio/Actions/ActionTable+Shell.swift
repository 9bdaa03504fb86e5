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
        let subject = subject
        let folder = subject.job.flatMap { data.details[$0]?.artifacts } ?? workingFolder
        let variables = [
            "ATELIER_WORKSPACE": data.workspace.rawValue, "ATELIER_JOB": subject.job?.rawValue,
            "ATELIER_MODEL": subject.model?.text, "ATELIER_ENDPOINT": subject.endpoint?.rawValue,
            "ATELIER_COMPUTE": subject.compute?.rawValue,
        ].compactMapValues(\.self)
        let shown = folder == homeFolder ? "~" : folder.splitAtLastComponent.name
        overlay = TextPrompt(sign: "in \(shown.neutralised), empty for a shell ! ", takesNothing: true) { _, text in
            let isShell = text.allSatisfy(\.isWhitespace)
            return [.shell(ShellCommand(isShell ? nil : text, folder: folder, variables: variables))]
        }
        return []
    }
}
