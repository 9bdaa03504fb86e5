package import FoundationEssentials

/// One sentence about what happened, shown for a while and kept in the history.
package struct Toast: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case info, success, warning, failure
    }

    package let kind: Kind
    package let text: String
    package let at: Date

    package init(_ kind: Kind, _ text: String, at: Date) {
        self.kind = kind
        self.text = text
        self.at = at
    }

    /// A failure stays until a key is pressed after it was read for this long; the others go by themselves.
    package var seconds: Double { kind == .failure ? 12 : 6 }
}
