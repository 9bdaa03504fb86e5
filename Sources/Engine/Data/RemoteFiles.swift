import Domain
import FoundationEssentials
import Glibc
import LinuxSystem

/// Files from the network, kept in `cache/downloads`. A file that is there is asked for again only if it has changed,
/// and serves as it is when the network is away.
package actor RemoteFiles: RemoteFileFetching {
    private let folder: String
    private let variables: [String: String]
    private var downloads: [String: Task<String, any Error>] = [:]

    package init(
        _ context: EngineContext, environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        folder = context.home.cache + "/downloads"
        variables = BuildVariables.variables(
            from: environment, pip: [:], home: context.home, packageCache: context.home.cache + "/uv")
    }

    /// The local copy of an `http` or `https` address; those who ask for the same one share a download.
    ///
    /// Throws `notFound` when the server has no such file and `unavailable` when it cannot be reached and there is no
    /// copy.
    package func fetch(_ uri: String) async throws -> String {
        let isPlain = uri.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F && $0 != "\"" && $0 != "\\" }
        guard isPlain, uri.hasPrefix("https://") || uri.hasPrefix("http://") else {
            throw AtelierError(
                .invalidArgument, "'\(uri.neutralised)' is not an address",
                hint: "write https://…, with spaces and other signs percent-encoded")
        }
        if let running = downloads[uri] { return try await running.value }
        let task = Task { try await download(uri) }
        downloads[uri] = task
        defer { downloads[uri] = nil }
        return try await task.value
    }

    private func download(_ uri: String) async throws -> String {
        let place = "\(folder)/\(FileContent.hash(ofText: uri))"
        let target = "\(place)/\(Self.fileName(of: uri))"
        let temporary = "\(place)/.\(UUID().uuidString)"
        let isKept = try await BlockingWork.run {
            try FileCopy.makeFolder(place)
            return try FileStamp.of(target) != nil
        }
        // The address may hold a signature: it goes in a private file, where the process table does not show it.
        let request = temporary + ".request"
        try await BlockingWork.run { try FileContent.write("url = \"\(uri)\"\n", to: request) }
        let arguments = [
            "--config", request, "--fail", "--silent", "--show-error", "--location", "--remote-time",
            "--proto", "=http,https", "--proto-redir", "=http,https", "--max-redirs", "5", "--connect-timeout", "15",
            "--speed-limit", "1", "--speed-time", "60", "--retry", "2", "--output", temporary,
            "--write-out", "%{http_code}",
        ]
        let result: (status: TerminationStatus, text: String)
        do {
            result = try await ToolProcess(
                "curl", (isKept ? ["--time-cond", target] : []) + arguments, environment: variables
            ).collect()
        } catch {
            try await BlockingWork.run { try FileCopy.remove(request) }
            throw error
        }
        let isNew = result.status.isSuccess && !result.text.hasSuffix("304")
        try await BlockingWork.run {
            try FileCopy.remove(request)
            if isNew, try FileStamp.of(temporary) != nil {
                try FileCopy.move(temporary, to: target)
            } else {
                try FileCopy.remove(temporary)
            }
        }
        if isNew || isKept { return target }
        throw Self.failure(uri, result.status, result.text)
    }

    private static func failure(_ uri: String, _ status: TerminationStatus, _ text: String) -> AtelierError {
        let shown = withoutSecrets(uri).neutralised
        if status == .exited(22) {
            let code = text.suffix(3)
            return AtelierError(
                code == "404" || code == "410" ? .notFound : .unavailable, "\(shown) cannot be had: HTTP \(code)",
                hint: "check the address", subject: shown)
        }
        let reason = text.split(whereSeparator: \.isNewline).first.map { String($0.prefix(200)) } ?? "\(status)"
        return AtelierError(
            .unavailable, "\(shown) cannot be reached: \(reason.neutralised)",
            hint: "check the network, or download the file yourself and give its path", subject: shown)
    }

    /// Without the query, which may be a signature, and without a user's password.
    private static func withoutSecrets(_ uri: String) -> String {
        let plain = String(uri.prefix { $0 != "?" && $0 != "#" })
        guard let start = plain.firstRange(of: "://")?.upperBound else { return plain }
        let host = plain[start...].prefix { $0 != "/" }
        guard let at = host.lastIndex(of: "@") else { return plain }
        return String(plain[..<start] + plain[plain.index(after: at)...])
    }

    /// The last part of the address's path, as far as it makes a file name.
    static func fileName(of uri: String) -> String {
        let path = withoutSecrets(uri).split(separator: "/").dropFirst(2)
        let name = (path.last ?? "").map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "_" }
        let text = String(name.suffix(120))
        return text.isEmpty || text.hasPrefix(".") ? "data" + text : text
    }
}
