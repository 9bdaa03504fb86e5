import Client
import ControlAPI
import Domain

extension ActionTable {
    static let history: [Action] = [
        Action("view.last", "The last view", in: .global, keys: ["-"]) { model in
            let view = model.screens
            return model.show(model.history.last(from: view), orSay: "there is no view before this one")
        },
        Action("view.back", "A view back", in: .global, keys: ["Alt-Left"]) { model in
            let view = model.screens
            return model.show(model.history.back(from: view), orSay: "there is no view before this one")
        },
        Action("view.forward", "A view forward", in: .global, keys: ["Alt-Right"]) { model in
            let view = model.screens
            return model.show(model.history.forward(from: view), orSay: "there is no view after this one")
        },
        Action("view.mark", "Keep this view under a letter", in: .global, keys: ["m A-Z"]) { model in
            guard let letter = model.keys.letter else { return model.sayHowLettersArePressed("view.mark") }
            model.bookmarks.keep(model.screens, as: letter, in: model.data.workspace)
            let way = model.keymap.beginning(of: "view.recall")
            return model.told(.success, way.map { "\($0) \(letter) comes back here" } ?? "\(letter) keeps this view")
        },
        Action("view.recall", "To the view that a letter keeps", in: .global, keys: ["' A-Z"]) { model in
            guard let letter = model.keys.letter else { return model.sayHowLettersArePressed("view.recall") }
            return model.recall(letter)
        },
    ]
}

extension StudioModel {
    fileprivate mutating func show(_ view: [Screen]?, orSay none: String) -> [StudioEffect] {
        guard let view else { return told(.info, none) }
        screens = view
        return []
    }

    fileprivate mutating func sayHowLettersArePressed(_ id: String) -> [StudioEffect] {
        guard let way = keymap.beginning(of: id) else {
            return told(.info, "no key takes a letter for it: the keymap may bind \(id) to \"m A-Z\"")
        }
        return told(.info, "press \(way) and a capital letter")
    }

    // MARK: Bookmarks

    /// To the view that a letter keeps, unless what it shows is gone.
    fileprivate mutating func recall(_ letter: Character) -> [StudioEffect] {
        guard let view = bookmarks.view(letter, in: data.workspace), let kind = view.last?.kind else {
            let kept = bookmarks.letters(in: data.workspace)
            let way = keymap.beginning(of: "view.mark").map { "\($0) and a letter keeps this one" } ?? "no letter does"
            return told(.info, "\(letter) keeps no view; \(kept.isEmpty ? way : "\(kept) do")")
        }
        if let gone = data.missing(kind) { return told(.warning, "\(gone), which \(letter) keeps, is gone") }
        // Those that are not among the jobs read so far may be older than they, or gone: the engine knows.
        let (unknown, workspace) = (kind.jobs.filter { data.jobs[$0] == nil }, data.workspace)
        guard !unknown.isEmpty else { return show(bookmark: view) }
        return ask(EngineTask("looking for \(unknown[0].rawValue.neutralised)") { engine in
            for job in unknown {
                do {
                    _ = try await engine.call(JobRoutes.show, ["workspace": workspace.rawValue, "job": job.rawValue])
                } catch let error as AtelierError where error.code == .notFound {
                    return { $0.told(.warning, "the job \(job.rawValue.neutralised), which \(letter) keeps, is gone") }
                }
            }
            return { $0.show(bookmark: view) }
        })
    }

    private mutating func show(bookmark view: [Screen]) -> [StudioEffect] {
        history.leave(screens)
        screens = view
        restoreSplits()
        return []
    }
}

extension StudioData {
    /// What a screen is about and what is there no more; the catalogues are always known whole.
    fileprivate func missing(_ kind: Screen.Kind) -> String? {
        guard status != nil else { return nil }
        switch kind {
        case .model(let model) where !models.contains { $0.name == model }: return "the model \(model.rawValue.neutralised)"
        case .endpoint(let name), .access(let name):
            return endpoints.contains { $0.endpoint.name == name } ? nil : "the endpoint \(name.rawValue.neutralised)"
        default: return nil
        }
    }
}

extension Screen.Kind {
    /// The jobs that it is about.
    fileprivate var jobs: [JobName] {
        switch self {
        case .job(let job), .search(let job), .files(let job): [job]
        case .compare(let jobs): jobs
        default: []
        }
    }
}
