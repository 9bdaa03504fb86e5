package import Domain

package enum UndoRoutes {
    private static let all = "/v1/workspaces/{workspace}/undo"

    /// What can be undone, newest first, at most `limit=N` acts; `by=PERSON` narrows.
    package static let list = ControlRoute<Nothing, [UndoReport]>(.get, all)
    /// Takes back one event, else the last act of who asks. `unsupported` when that cannot be, `conflict`, naming who and
    /// when, when it was changed since.
    package static let undo = ControlRoute<UndoOrder, UndoReport>(.post, all)
    /// Takes what a deletion left to be brought back, and its disk; for good.
    package static let forget = ControlRoute<ForgetOrder, UndoReport>(.post, all + "/forget")
}

package struct ForgetOrder: Codable, Sendable {
    package let event: Int64

    package init(event: Int64) {
        self.event = event
    }
}

package struct UndoOrder: Codable, Sendable {
    package let event: Int64?

    package init(event: Int64? = nil) {
        self.event = event
    }
}
