import Domain
import Store

/// What a deletion takes.
struct Taken {
    let removal: Removal
    /// What the journal keeps of the thing.
    let before: JSONValue?
    /// What lies on disk of it, there or not.
    let folders: [String]

    init(_ removal: Removal, before: JSONValue? = nil, folders: [String] = []) {
        self.removal = removal
        self.before = before
        self.folders = folders
    }
}
