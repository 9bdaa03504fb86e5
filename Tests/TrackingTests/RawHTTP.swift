import Domain
import Foundation
import Glibc

/// One request on one connection, sent as it is written: nothing normalises the path.
enum RawHTTP {
    static func send(
        _ method: String, _ path: String, headers: [String: String], body: Data, port: Int
    ) async throws -> DoorAnswer {
        var head = "\(method) \(path) HTTP/1.1\r\n"
        if headers["Host"] == nil { head += "Host: 127.0.0.1:\(port)\r\n" }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        head += "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
        let bytes = Data(head.utf8) + body
        let answer = try await withCheckedThrowingContinuation { continuation in
            // A thread of its own: a blocked Dispatch thread would keep the engine's work waiting.
            Thread.detachNewThread {
                continuation.resume(with: Result { try exchange(bytes, port: port) })
            }
        }
        return try parse(answer)
    }

    private static func exchange(_ bytes: Data, port: Int) throws -> Data {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw AtelierError(.internal, "no socket") }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw AtelierError(.internal, "no connection") }
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { break }
            sent += count
        }
        var answer = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return answer }
            answer.append(contentsOf: buffer[..<count])
        }
    }

    private static func parse(_ answer: Data) throws -> DoorAnswer {
        guard let end = answer.range(of: Data("\r\n\r\n".utf8)) else {
            throw AtelierError(.internal, "no answer: \(String(decoding: answer, as: UTF8.self))")
        }
        let lines = String(decoding: answer[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let status = lines.first.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
        }
        return DoorAnswer(status: status, headers: headers, body: Data(answer[end.upperBound...]))
    }
}
