/// Every action there is.
package enum ActionTable {
    package static let all: [Action] =
        moving + viewing + application + jobs + submitting + endpoints + models + computes + logs + journal

    /// Those that apply on a screen with these scopes, the nearest scope first.
    package static func applying(to scopes: [ActionScope]) -> [Action] {
        scopes.flatMap { scope in all.filter { $0.scope == scope } }
    }
}
