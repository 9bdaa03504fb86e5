import Domain

extension ActionTable {
    static let comparing: [Action] = [
        compareJobs(in: .pane(.jobs)), compareJobs(in: .pane(.trials)),
        compareVersions(in: .pane(.models)), compareVersions(in: .pane(.versions)),
        Action("run.open", "Open the run", in: .pane(.runs), keys: ["Enter"], hint: "open") { model in
            guard let job = model.subject.job else { return [] }
            model.open(.job(job))
            return []
        },
        Action("run.show", "Add to the chart, or remove", in: .screen("compare"), keys: ["Space"], hint: "add/remove") {
            $0.changePanes(RunsPane.self) { $0.toggleSelected() }
            return []
        },
        Action("run.pin", "Pin on top, or unpin", in: .screen("compare"), keys: ["P"], hint: "pin") {
            $0.changePanes(RunsPane.self) { $0.pinSelected() }
            return []
        },
        Action("run.differences", "All parameters, or only what differs", in: .screen("compare"), keys: ["D"], hint: "all params") {
            $0.changePanes(DifferencesPane.self) { $0.showsAll.toggle() }
            return []
        },
    ]

    private static func compareJobs(in scope: ActionScope) -> Action {
        Action("job.compare", "Compare the marked runs", in: scope, keys: ["="]) {
            $0.compare($0.markedJobs, of: $0.screen.focused is TrialsPane ? "trials" : "jobs")
        }
    }

    private static func compareVersions(in scope: ActionScope) -> Action {
        Action("model.compare", "Compare the runs of the marked versions", in: scope, keys: ["="], hint: "compare") { model in
            let marks = model.markedModels
            let jobs = marks.compactMap { version in
                model.data.models.first { ModelReference($0) == version }?.lineage.job
            }
            guard marks.count < 2 || jobs.count == marks.count else {
                return model.told(.info, "only what a job made can be compared: \(marks.count - jobs.count) marked came from no job")
            }
            return model.compare(jobs, of: "versions")
        }
    }
}

extension StudioModel {
    fileprivate mutating func compare(_ jobs: [JobName], of what: String) -> [StudioEffect] {
        var seen: Set<JobName> = []
        let different = jobs.filter { seen.insert($0).inserted }
        guard jobs.count > 1 else {
            let (mark, compare) = (keymap.way(to: "list.mark"), keymap.way(to: what == "versions" ? "model.compare" : "job.compare"))
            return told(.info, "mark two \(what) or more with \(mark), then \(compare) compares them")
        }
        guard different.count > 1 else { return told(.info, "the marked \(what) came from the same run") }
        guard different.count <= ComparedRun.most else {
            return told(.info, "\(different.count) are marked: a comparison has room for \(ComparedRun.most)")
        }
        open(.compare(different))
        return []
    }
}
