/// What stands in a border: `╭─ title ─── trailing ─╮` above, `╰─── bottom ─╯` below.
package struct BoxTitles: Sendable, Hashable {
    package var title: String
    package var trailing: String
    package var bottom: String
    /// Nil draws it in the border's own style.
    package var titleStyle: Style?
    package var trailingStyle: Style?
    package var bottomStyle: Style?

    package init(
        _ title: String = "", trailing: String = "", bottom: String = "", titleStyle: Style? = nil,
        trailingStyle: Style? = nil, bottomStyle: Style? = nil
    ) {
        self.title = title
        self.trailing = trailing
        self.bottom = bottom
        self.titleStyle = titleStyle
        self.trailingStyle = trailingStyle
        self.bottomStyle = bottomStyle
    }
}
