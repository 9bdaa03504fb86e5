package import Domain
import Glibc

/// One HTTP request to a scoring address on this box: a POST, its answer, and the connection is closed.
package struct ScoringRequest: Sendable {
    package let uri: String
    let headers: [String: String]
    package let body: [UInt8]

    /// JSON, for whatever deployment the traffic leads to, or the one that is named.
    package init(uri: String, key: String, deployment: DeploymentName? = nil, body: [UInt8]) {
        self.uri = uri
        var headers = ["Authorization": "Bearer \(key)", "Content-Type": "application/json"]
        headers["azureml-model-deployment"] = deployment?.rawValue
        self.headers = headers
        self.body = body
    }

    /// Longer than any deployment may take (Azure ML's limit is 180 s).
    private static let patience = 200

    /// Throws `unavailable` when nobody answers there.
    package func send() throws -> ScoringResponse {
        let target = try Target(uri)
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure("no socket can be opened") }
        defer { close(descriptor) }
        var limit = timeval(tv_sec: Self.patience, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        guard target.connect(descriptor) else { throw failure("nobody answers there") }
        try write(Array(head(for: target).utf8) + body, to: descriptor)
        var parser = ScoringResponseParser()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while !parser.isComplete {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                let isLate = errno == EAGAIN || errno == EWOULDBLOCK
                throw failure(isLate ? "no answer came within \(Self.patience) s" : "the connection broke before an answer came")
            }
            guard count > 0 else { break }
            parser.take(buffer[..<count])
        }
        guard let response = parser.response else { throw failure("the answer broke off") }
        return response
    }

    private func head(for target: Target) -> String {
        var lines = ["POST \(target.path) HTTP/1.1", "Host: \(target.host):\(target.port)", "Connection: close"]
        lines.append("Content-Length: \(body.count)")
        lines += headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        return lines.joined(separator: "\r\n") + "\r\n\r\n"
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            // A server that refuses a large body answers and closes before all of it was sent: its answer is read.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private func failure(_ what: String) -> AtelierError {
        AtelierError(.unavailable, "cannot reach \(uri): \(what)", hint: "see 'atelier engine status'")
    }

    /// A loopback address, as the engine gives it.
    private struct Target {
        let host: String
        let port: UInt16
        let path: String

        init(_ uri: String) throws {
            guard let rest = uri.removing(prefix: "http://"), let slash = rest.firstIndex(of: "/") else {
                throw AtelierError(.internal, "'\(uri.neutralised)' is no scoring address")
            }
            let authority = rest[..<slash].split(separator: ":")
            guard authority.count == 2, let port = UInt16(authority[1]) else {
                throw AtelierError(.internal, "'\(uri.neutralised)' is no scoring address")
            }
            host = authority[0] == "localhost" ? "127.0.0.1" : String(authority[0])
            self.port = port
            path = String(rest[slash...])
        }

        func connect(_ descriptor: Int32) -> Bool {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else { return false }
            return withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
        }
    }
}
