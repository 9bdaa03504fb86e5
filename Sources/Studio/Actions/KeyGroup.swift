/// What the sequences that begin with a key are for, in a word.
enum KeyGroup {
    static let words = ["y": "copy", "m": "mark", "'": "go to", "^W": "window"]
}
