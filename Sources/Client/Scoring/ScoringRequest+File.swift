import Domain
import Glibc
import LinuxSystem

extension ScoringRequest {
    /// The content of a file as a request's body. Throws `invalidArgument` for what cannot be read, and for what
    /// is longer than any endpoint takes. Blocks.
    package static func body(ofFile path: String) throws -> [UInt8] {
        do {
            return try DurableFile.read(path, limit: Int(RequestSettings.longestBody.bytes))
        } catch where error.code == EFBIG {
            throw AtelierError(
                .invalidArgument,
                "the request file '\(path.neutralised)' is longer than the \(RequestSettings.longestBody) an endpoint takes",
                hint: "send it in parts")
        } catch {
            let reason = error.reason.prefix(1).lowercased() + error.reason.dropFirst()
            throw AtelierError(
                .invalidArgument, "cannot read the request file '\(path.neutralised)': \(reason)", hint: "is the path right?")
        }
    }
}
