/// Which way, on the screen.
enum Direction: Sendable {
    case left, right, up, down
}
