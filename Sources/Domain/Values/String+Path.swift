extension String {
    /// `/a/b/c` → (`/a/b`, `c`); a trailing slash is ignored.
    package var splitAtLastComponent: (folder: String, name: String) {
        let path = droppingTrailingSlashes
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let folder = path[..<slash]
        return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
    }

    /// `/a/b//` → `/a/b`; `/` stays.
    package var droppingTrailingSlashes: String {
        var text = Substring(self)
        while text.count > 1, text.hasSuffix("/") { text.removeLast() }
        return String(text)
    }
}
