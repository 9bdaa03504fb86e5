/// Every action there is.
package enum ActionTable {
    package static let all: [Action] =
        moving + viewing + application + copying + jobs + submitting + endpoints + models + computes + logs + journal

    /// Those that apply on a screen with these scopes, the nearest scope first. Whose keys all mean something nearer is
    /// not among them.
    package static func applying(to scopes: [ActionScope]) -> [Action] {
        var (applying, taken): ([Action], Set<String>) = ([], [])
        for scope in scopes {
            let own = all.filter { $0.scope == scope }
            applying += own.filter { action in
                action.keys.isEmpty || !action.keys.allSatisfy { key in taken.contains { key == $0 || key.hasPrefix($0 + " ") } }
            }
            taken.formUnion(own.flatMap(\.keys))
        }
        return applying
    }
}
