import Domain
import Glibc

/// Turns `errno` into an error that names the file and what to do.
enum FileFailure {
    static func last(_ doing: String, _ path: String) -> AtelierError {
        make(doing, path, errno)
    }

    static func make(_ doing: String, _ path: String, _ code: Int32) -> AtelierError {
        let place = shown(path)
        switch code {
        case ENOENT, ENOTDIR:
            return AtelierError(.notFound, "cannot \(doing) \(place): it does not exist", hint: "check the path")
        case EACCES, EPERM, EROFS:
            return AtelierError(
                .unavailable, "cannot \(doing) \(place): permission denied", hint: "check who may read and write it")
        case ENOSPC, EDQUOT:
            return AtelierError(
                .unavailable, "cannot \(doing) \(place): the disk is full", hint: "free some space and try again")
        case ENAMETOOLONG:
            return AtelierError(
                .invalidArgument, "cannot \(doing) \(place): its path is longer than Linux allows",
                hint: "nest the folders less deeply, or leave them out")
        default:
            return AtelierError(.unavailable, "cannot \(doing) \(place): \(String(cString: strerror(code)))")
        }
    }

    /// The path, the middle of a very long one left out: the sentence is for reading.
    private static func shown(_ path: String) -> String {
        guard path.utf8.count > 400 else { return path.neutralised }
        return "\(String(path.prefix(160)).neutralised)…\(String(path.suffix(80)).neutralised)"
    }
}
