package import Terminal

/// How much room there is: each class has an arrangement of its own.
package enum SizeClass: String, Sendable, Hashable {
    /// Below 100×30: models and endpoints share a place.
    case small
    case medium
    /// From 160×50 on.
    case large

    package init(_ size: Size) {
        if size.width >= 160, size.height >= 50 {
            self = .large
        } else if size.width >= 100, size.height >= 30 {
            self = .medium
        } else {
            self = .small
        }
    }
}
