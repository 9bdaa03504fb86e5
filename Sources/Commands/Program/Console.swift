import Domain

/// Where a command writes and asks. Standard output carries the result and nothing else; everything said to a person
/// on the way (progress, warnings, hints) goes to standard error.
package protocol Console: Sendable {
    var outputIsTerminal: Bool { get }
    var errorIsTerminal: Bool { get }
    var inputIsTerminal: Bool { get }
    /// Throws `OutputClosed` when nobody reads any more, and `OutputRefused` when it cannot be written.
    func write(_ bytes: [UInt8]) throws
    /// Writes to standard error; a failure there has nobody to be told.
    func note(_ bytes: [UInt8])
    func readLine() -> String?
}

extension Console {
    package func write(_ text: String) throws { try write(Array(text.utf8)) }
    /// A line for a person, made harmless for a terminal: also what is piped away is looked at in one.
    package func say(_ line: String) {
        note(Array((line.neutralised + "\n").utf8))
    }
}

/// The reader of standard output has gone, as `| head` does: no reason to complain.
package struct OutputClosed: Error {
    package init() {}
}
