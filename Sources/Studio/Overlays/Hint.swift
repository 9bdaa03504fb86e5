import Terminal

/// A key and a word for it.
package struct Hint: Sendable, Hashable {
    let key: String
    let word: String

    init(_ key: String, _ word: String) {
        self.key = key
        self.word = word
    }

    /// In cells, both and the blank between them.
    var width: Int { key.cellWidth + 1 + word.cellWidth }
}
