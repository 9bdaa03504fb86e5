import Domain

/// The views that letters keep, in each workspace its own.
package struct Bookmarks: Sendable {
    private var views: [WorkspaceName: [Character: [Screen]]] = [:]

    init() {}

    mutating func keep(_ view: [Screen], as letter: Character, in workspace: WorkspaceName) {
        views[workspace, default: [:]][letter] = view
    }

    func view(_ letter: Character, in workspace: WorkspaceName) -> [Screen]? { views[workspace]?[letter] }

    /// The letters in use.
    func letters(in workspace: WorkspaceName) -> String { String((views[workspace] ?? [:]).keys.sorted()) }

    // MARK: In a file

    /// By workspace and letter.
    package typealias Kept = [String: [String: KeptView]]

    init(_ kept: Kept) {
        for (workspace, marks) in kept {
            for (letter, view) in marks where letter.count == 1 {
                keep(view.screens, as: Character(letter), in: WorkspaceName(workspace))
            }
        }
    }

    var kept: Kept {
        Dictionary(
            uniqueKeysWithValues: views.map { workspace, marks in
                (workspace.rawValue, Dictionary(uniqueKeysWithValues: marks.map { (String($0), KeptView($1)) }))
            })
    }
}
