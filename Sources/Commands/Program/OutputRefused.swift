/// Standard output takes nothing more, for another reason than that nobody reads it: the disk it goes to is full, or it
/// was closed.
package struct OutputRefused: Error {
    /// The kernel's words.
    package let reason: String

    package init(reason: String) {
        self.reason = reason
    }
}
