package import Terminal

/// What lies over the panes and takes every key until it is closed: a question, a prompt, a list to choose from.
package protocol Overlay: Sendable {
    /// What the keys do, for the hint bar.
    var hints: [Hint] { get }
    /// Whether text is typed into it, so that a paste is one event and not keys.
    var takesText: Bool { get }
    /// The line that is typed, where an editor may take its place.
    var typed: String? { get }
    mutating func receive(_ event: InputEvent, in model: StudioModel) -> OverlayOutcome
    /// Draws over the body, and in the message line where it asks there.
    func draw(on surface: inout Surface, body: Rect, message: Rect, _ model: StudioModel)
}

extension Overlay {
    package var takesText: Bool { typed != nil }
    package var typed: String? { nil }
}

package struct OverlayOutcome: Sendable {
    let isClosed: Bool
    let then: (@Sendable (inout StudioModel) -> [StudioEffect])?

    static let stay = OverlayOutcome(isClosed: false, then: nil)
    static let close = OverlayOutcome(isClosed: true, then: nil)

    static func close(then: @escaping @Sendable (inout StudioModel) -> [StudioEffect]) -> OverlayOutcome {
        OverlayOutcome(isClosed: true, then: then)
    }
}
