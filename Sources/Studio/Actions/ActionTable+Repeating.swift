import Client
import ControlAPI
import Documents
import Domain
import LinuxSystem

extension ActionTable {
    static let repeating: [Action] = [.pane(.jobs), .screen("job")].flatMap { scope in
        [
            Action("job.rerun", "Run the job again", in: scope, keys: ["r"], hint: "re-run", changesThings: true) {
                $0.rerun()
            },
            Action("job.edit", "Run the job again, edited", in: scope, keys: ["R"], changesThings: true) {
                $0.rerunEdited()
            },
        ]
    }
}

extension StudioModel {
    /// Whoever runs one job again wants to see it run.
    fileprivate mutating func rerun() -> [StudioEffect] {
        let (jobs, workspace) = (chosenJobs, data.workspace)
        guard !jobs.isEmpty else { return told(.info, "select a job first") }
        let what = title(of: jobs)
        return ask(EngineTask("re-run: \(what)") { engine in
            var made: [JobName] = []
            for job in jobs {
                made.append(
                    try await engine.call(JobRoutes.rerun, ActionTable.parts(job, workspace), body: Repetition()).name)
            }
            return { [made] model in
                if made.count == 1 { model.changePanes(JobsPane.self) { $0.wanted = made[0] } }
                return model.told(.success, "re-run: \(what)")
            }
        })
    }

    /// What the job was asked to do goes through the editor, and what comes of it runs on the job's code.
    fileprivate mutating func rerunEdited() -> [StudioEffect] {
        guard let job = subject.job else { return told(.info, "select a job first") }
        let parts = ActionTable.parts(job, data.workspace)
        return ask(EngineTask("reading what \(title(of: [job])) was asked to do") { engine in
            let job = try await engine.call(JobRoutes.show, parts).job
            let head = """
                # What runs instead of \(job.displayName.neutralised), on the same code unless 'code: FOLDER' names another.
                # Nothing runs when this file is empty, or the editor ends with an error (:cq).

                """
            let draft = try await DraftFile.make(head + JobText.text(of: job), ending: "yml")
            return { $0.edit(draft, insteadOf: job.name, line: nil) }
        })
    }

    private func edit(_ draft: DraftFile, insteadOf job: JobName, line: Int?) -> [StudioEffect] {
        [
            .edit(FileEdit(draft.path, line: line) { model, isDone in
                guard isDone else {
                    draft.discard()
                    return model.told(.info, "nothing runs: the editor did not end well")
                }
                return model.submit(draft, insteadOf: job)
            })
        ]
    }

    private mutating func submit(_ draft: DraftFile, insteadOf job: JobName) -> [StudioEffect] {
        let (parts, folder) = (ActionTable.parts(job, data.workspace), workingFolder)
        return ask(EngineTask("re-run: \(title(of: [job]))") { engine in
            let text = try await draft.read()
            guard text.contains(where: { !$0.isWhitespace }) else {
                draft.discard()
                return { $0.told(.info, "nothing runs: the file is empty") }
            }
            do {
                let parsed = try await BlockingWork.run {
                    try JobDocument.read(text: text, file: "\(folder)/\(JobTemplate.name)")
                }
                let made = try await engine.call(JobRoutes.rerun, parts, body: Repetition(spec: parsed.value))
                draft.discard()
                return { $0.submitted(made, warnings: parsed.warnings) }
            } catch let error as DocumentError {
                let first = error.errors.first
                return { $0.offer(draft, insteadOf: job, line: first?.line, wrong: first?.message ?? "\(error)") }
            } catch let error as AtelierError {
                return { $0.offer(draft, insteadOf: job, line: nil, wrong: error.message) }
            }
        })
    }

    /// What was written is not lost over what is wrong with it.
    private mutating func offer(
        _ draft: DraftFile, insteadOf job: JobName, line: Int?, wrong: String
    ) -> [StudioEffect] {
        let place = line.map { "line \($0): " } ?? ""
        let question = "\(place)\(wrong.neutralised); edit again?"
        overlay = Confirmation(question: question) { model in
            draft.discard()
            return model.told(.info, "nothing runs")
        } then: { $0.edit(draft, insteadOf: job, line: line) }
        return []
    }
}
