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
            guard let letter = model.keys.letter else { return model.told(.info, "press m and a capital letter") }
            model.history.mark(model.screens, as: letter)
            return model.told(.success, "' \(letter) comes back here")
        },
        Action("view.recall", "To the view that a letter keeps", in: .global, keys: ["' A-Z"]) { model in
            guard let letter = model.keys.letter else { return model.told(.info, "press ' and a capital letter") }
            let kept = model.history.letters
            return model.show(
                model.history.marked(letter), orSay: "\(letter) keeps no view; \(kept.isEmpty ? "m and a letter keeps this one" : "\(kept) do")")
        },
    ]
}

extension StudioModel {
    fileprivate mutating func show(_ view: [Screen]?, orSay none: String) -> [StudioEffect] {
        guard let view else { return told(.info, none) }
        screens = view
        return []
    }
}
