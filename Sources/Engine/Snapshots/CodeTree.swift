import Domain

/// A snapshot's table of contents as folders to look into. Pure.
struct CodeTree: Sendable {
    private let manifest: SnapshotManifest

    init(_ manifest: SnapshotManifest) {
        self.manifest = manifest
    }

    /// What is in a folder ("" for the snapshot itself) by name, with its size; nil sizes are folders'. Of a file the
    /// file itself; nil when there is nothing.
    func entries(in folder: String) -> [(name: String, size: Int64?)]? {
        if let file = manifest.entries.first(where: { $0.path == folder }) {
            return [(folder.splitAtLastComponent.name, file.size)]
        }
        let prefix = folder.isEmpty ? "" : folder + "/"
        var sizes: [String: Int64?] = [:]
        for entry in manifest.entries where entry.path.hasPrefix(prefix) {
            let rest = entry.path.dropFirst(prefix.count)
            let name = rest.prefix { $0 != "/" }
            sizes.updateValue(name.count == rest.count ? entry.size : nil, forKey: String(name))
        }
        if sizes.isEmpty, !folder.isEmpty { return nil }
        return sizes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The content of a file, or of the file that a link in the snapshot points to; nil when there is none.
    func content(of path: String) -> ContentHash? {
        var path = path
        // A chain of links, or a ring of them, comes to an end.
        for _ in 0..<40 {
            guard let entry = manifest.entries.first(where: { $0.path == path }) else { return nil }
            guard let link = entry.linkTarget else { return entry.content }
            guard !link.hasPrefix("/") else { return nil }
            var parts = path.split(separator: "/").dropLast().map(String.init)
            for part in link.split(separator: "/") where part != "." {
                guard part == ".." else {
                    parts.append(String(part))
                    continue
                }
                guard parts.popLast() != nil else { return nil }
            }
            path = parts.joined(separator: "/")
        }
        return nil
    }
}
