import Client
import ControlAPI
import Documents
import Domain
import LinuxSystem

/// From a file of this box to a job: looking for it, writing it, and handing it in.
extension StudioModel {
    mutating func newJob() -> [StudioEffect] {
        let folder = jobFolder ?? workingFolder
        overlay = FileBrowser(folder: folder)
        return browse(folder)
    }

    mutating func browse(_ folder: String, selecting name: String? = nil) -> [StudioEffect] {
        ask(EngineTask("looking into \(folder.neutralised)") { _ in
            let entries = try await LocalFolder.entries(of: folder)
            return { model in
                model.jobFolder = folder
                model.changeBrowser { $0.show(entries, of: folder, selecting: name) }
                return []
            }
        })
    }

    private mutating func changeBrowser(_ change: (inout FileBrowser) -> Void) {
        guard var browser = overlay as? FileBrowser else { return }
        change(&browser)
        overlay = browser
    }

    /// The file as `atelier job create` takes it. What is wrong with it stands in the browser with its lines; then
    /// nothing is submitted.
    mutating func submit(file path: String) -> [StudioEffect] {
        let workspace = data.workspace
        return ask(EngineTask("submitting \(path.neutralised)") { engine in
            let parsed: Parsed<JobSpec>
            do {
                parsed = try await BlockingWork.run { try JobDocument.read(file: path) }
            } catch let error as DocumentError {
                return { $0.tell(of: error.errors, in: path) }
            }
            let job = try await engine.call(JobRoutes.create, ["workspace": workspace.rawValue], body: parsed.value)
            return { $0.submitted(job, warnings: parsed.warnings) }
        })
    }

    private mutating func tell(of problems: [Diagnostic], in path: String) -> [StudioEffect] {
        changeBrowser { $0.show(problems, of: path) }
        let what = problems.count == 1 ? "one thing is" : "\(problems.count) things are"
        return told(.failure, "\(path.splitAtLastComponent.name.neutralised): \(what) wrong; ^E opens the editor there")
    }

    mutating func submitted(_ job: Job, warnings: [Diagnostic]) -> [StudioEffect] {
        if overlay is FileBrowser { overlay = nil }
        changePanes(JobsPane.self) { $0.wanted = job.name }
        let name = job.displayName.neutralised
        guard let first = warnings.first else { return told(.success, "submitted \(name)") }
        return told(.warning, "submitted \(name); line \(first.line): \(first.message)")
    }

    // MARK: Writing

    /// The browser is there again afterwards, with the file as it is then.
    mutating func edit(file path: String, line: Int?) -> [StudioEffect] {
        [
            .edit(FileEdit(path, line: line) { model, _ in
                let (folder, name) = path.splitAtLastComponent
                model.changeBrowser { $0.show([], of: path) }
                return model.browse(folder, selecting: name)
            })
        ]
    }

    /// Writes a whole job under a name that is free, and opens it in the editor.
    mutating func startFromTemplate(in folder: String) -> [StudioEffect] {
        ask(EngineTask("writing a template") { _ in
            let path = try await BlockingWork.run {
                let file = try NewFile(named: JobTemplate.name, in: folder)
                try file.write(Array(JobTemplate.text.utf8))
                return file.path
            }
            return { $0.edit(file: path, line: nil) }
        })
    }
}
