/// How a person moved the borders of a screen: the shares of its rows, and of the panes in each.
package struct UserSplit: Codable, Sendable, Equatable {
    var rows: [Double]
    var panes: [[Double]]
}
