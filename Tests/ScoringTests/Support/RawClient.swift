import Dispatch
import Foundation
import Glibc

/// A socket and nothing else, so that a test decides about every byte that is sent.
final class RawClient: @unchecked Sendable {
    struct Response: Sendable {
        var status: Int
        var headers: [String: String]
        var body: String

        subscript(header: String) -> String? { headers[header.lowercased()] }
    }

    struct Closed: Error {}

    private let socket: Int32
    private var held: [UInt8] = []

    init(port: Int) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var time = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            Glibc.close(socket)
            throw Closed()
        }
    }

    deinit { Glibc.close(socket) }

    /// Sends a whole request and waits for its answer.
    func request(
        _ method: String = "POST", _ path: String, body: String? = nil, headers: [String: String] = [:]
    ) async throws -> Response {
        try await send(Self.text(method, path, body: body, headers: headers))
        return try await response(toHead: method == "HEAD")
    }

    static func text(
        _ method: String = "POST", _ path: String, body: String? = nil, headers: [String: String] = [:]
    ) -> String {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: localhost"]
        if let body { lines.append("Content-Length: \(body.utf8.count)") }
        lines += headers.map { "\($0.key): \($0.value)" }
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")
    }

    func send(_ text: String) async throws {
        try await send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) async throws {
        try await blocking { [self] in
            var done = 0
            while done < bytes.count {
                let count = bytes.withUnsafeBytes {
                    Glibc.send(socket, $0.baseAddress! + done, bytes.count - done, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { throw Closed() }
                done += count
            }
        }
    }

    func response(toHead: Bool = false) async throws -> Response {
        try await blocking { [self] in
            var end: Int?
            while true {
                end = held.indices.dropLast(3).first {
                    held[$0] == 13 && held[$0 + 1] == 10 && held[$0 + 2] == 13 && held[$0 + 3] == 10
                }
                if end != nil { break }
                try readMore()
            }
            let lines = String(decoding: held[..<end!], as: UTF8.self).components(separatedBy: "\r\n")
            held.removeFirst(end! + 4)
            let status = Int(lines[0].split(separator: " ")[1]) ?? 0
            var headers: [String: String] = [:]
            for line in lines.dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
            }
            let length = toHead || status == 100 ? 0 : Int(headers["content-length"] ?? "0") ?? 0
            while held.count < length { try readMore() }
            let body = String(decoding: held[..<length], as: UTF8.self)
            held.removeFirst(length)
            return Response(status: status, headers: headers, body: body)
        }
    }

    /// True when the server closes without another byte.
    func isClosedByServer() async throws -> Bool {
        try await blocking { [self] in
            guard held.isEmpty else { return false }
            do {
                try readMore()
                return false
            } catch { return true }
        }
    }

    private func readMore() throws {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(socket, &buffer, buffer.count, 0)
        guard count > 0 else { throw Closed() }
        held += buffer[..<count]
    }
}

/// Keeps blocking calls off the threads that Swift's tasks share.
func blocking<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Result { try work() }) }
    }
}
