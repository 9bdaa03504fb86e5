extension String {
    /// `/a/b/c` → (`/a/b`, `c`); a trailing slash is ignored.
    package var splitAtLastComponent: (folder: String, name: String) {
        let path = droppingTrailingSlashes.utf8
        guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return (".", droppingTrailingSlashes) }
        let folder = String(decoding: path[..<slash], as: UTF8.self)
        return (folder.isEmpty ? "/" : folder, String(decoding: path[path.index(after: slash)...], as: UTF8.self))
    }

    /// `/a/b//` → `/a/b`; `/` stays.
    package var droppingTrailingSlashes: String {
        var text = utf8[...]
        while text.count > 1, text.last == UInt8(ascii: "/") { text.removeLast() }
        return String(decoding: text, as: UTF8.self)
    }
}

extension StringProtocol {
    /// The names in a path, cut where the kernel cuts it: at every `/` byte. Splitting by characters would not see a
    /// slash that has a combining mark behind it, and a `..` in front of that one would pass for part of a name.
    package var pathParts: [String] {
        utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether the path starts at the root, by its first byte.
    package var isAbsolutePath: Bool { utf8.first == UInt8(ascii: "/") }

    /// Whether this is the folder or a path below it, byte for byte: file names are bytes, and two spellings of one
    /// letter are two names.
    package func isPath(in folder: String) -> Bool {
        guard utf8.starts(with: folder.utf8) else { return false }
        let rest = utf8.dropFirst(folder.utf8.count)
        return rest.isEmpty || rest.first == UInt8(ascii: "/")
    }
}
