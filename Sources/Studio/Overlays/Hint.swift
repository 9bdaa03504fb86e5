/// A key and a word for it.
package struct Hint: Sendable, Hashable {
    let key: String
    let word: String

    init(_ key: String, _ word: String) {
        self.key = key
        self.word = word
    }
}
