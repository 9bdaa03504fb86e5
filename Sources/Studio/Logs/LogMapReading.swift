import Domain

/// Which map of a log a pane wants beside it.
package struct LogMapReading: Sendable, Hashable {
    let job: JobName
    let rows: Int
    let pattern: String?
}
