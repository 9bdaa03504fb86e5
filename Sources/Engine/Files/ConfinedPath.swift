import Domain
import Glibc

/// Paths that came from outside, kept below a folder.
enum ConfinedPath {
    /// The path below `root`, which may not exist yet. Throws `invalidArgument` when the text, or a link on the way,
    /// leads out of `root`.
    ///
    /// Nothing is decoded: `%2e%2e` is a name like another.
    static func resolve(_ relative: String, under root: String, of subject: String) throws -> String {
        func refuse(_ reason: String) -> AtelierError {
            AtelierError(
                .invalidArgument, "'\(relative.neutralised)' is not a path inside \(subject.neutralised): \(reason)",
                hint: "use a path below it, without '..'", subject: subject)
        }
        guard !relative.utf8.contains(0) else { throw refuse("it contains a zero byte") }
        let parts = relative.pathParts.filter { $0 != "." }
        guard !parts.contains("..") else { throw refuse("it climbs out of the folder") }
        guard parts.allSatisfy({ $0.utf8.count <= Int(NAME_MAX) }) else { throw refuse("a name in it is too long") }
        let path = parts.isEmpty ? root : "\(root)/\(parts.joined(separator: "/"))"
        guard path.utf8.count < Int(PATH_MAX) else { throw refuse("it is too long") }
        guard let realRoot = real(root) else { return path }
        var place = realRoot
        for part in parts {
            let next = "\(place)/\(part)"
            guard let stamp = try FileStamp.of(next) else { break }
            if stamp.kind == .link {
                guard let target = real(next), target.isPath(in: realRoot) else {
                    throw refuse("'\(part.neutralised)' is a link that leads out of it")
                }
                place = target
            } else {
                place = next
            }
        }
        return path
    }

    /// The path with every link followed; nil when there is nothing.
    static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
