import Domain
import Glibc

/// Turns `errno` into an error that names the file and what to do.
enum FileFailure {
    static func last(_ doing: String, _ path: String) -> AtelierError {
        make(doing, path, errno)
    }

    static func make(_ doing: String, _ path: String, _ code: Int32) -> AtelierError {
        let place = path.neutralised
        switch code {
        case ENOENT, ENOTDIR:
            return AtelierError(.notFound, "cannot \(doing) \(place): it does not exist", hint: "check the path")
        case EACCES, EPERM, EROFS:
            return AtelierError(
                .unavailable, "cannot \(doing) \(place): permission denied", hint: "check who may read and write it")
        case ENOSPC, EDQUOT:
            return AtelierError(
                .unavailable, "cannot \(doing) \(place): the disk is full", hint: "free some space and try again")
        default:
            return AtelierError(.unavailable, "cannot \(doing) \(place): \(String(cString: strerror(code)))")
        }
    }
}
