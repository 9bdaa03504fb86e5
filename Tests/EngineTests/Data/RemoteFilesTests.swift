import Domain
@testable import Engine
import Foundation
import Glibc
import LinuxSystem
import Synchronization
import Testing

/// Downloads, from a server of this process.
@Suite(.serialized) struct RemoteFilesTests {
    @Test func aFileIsFetchedOnceAndAskedForAgainOnlyIfItChanged() async throws {
        try await AssetFixture.run { fixture in
            let server = try FileServer(["/data/iris.csv": "1,2\n"])
            defer { server.stop() }
            let files = RemoteFiles(fixture.context, environment: ["PATH": "/usr/bin:/bin"])
            let address = "\(server.address)/data/iris.csv?sig=s3cr3t"
            let path = try await files.fetch(address)
            #expect(path.hasSuffix("/iris.csv"))
            #expect(path.hasPrefix(fixture.home.cache + "/downloads/"))
            #expect(try fixture.read(path) == "1,2\n")
            #expect(try await files.fetch(address) == path)
            #expect(server.answers == [200, 304])
            server.put("/data/iris.csv", "3,4,5\n", modified: 1_700_000_000)
            #expect(try fixture.read(try await files.fetch(address)) == "3,4,5\n")
            server.stop()
            // What is kept serves as it is when the network is away.
            #expect(try fixture.read(try await files.fetch(address)) == "3,4,5\n")
            #expect(try !fixture.files(in: fixture.home.cache).contains { $0.contains(".request") })
        }
    }

    @Test func whatCannotBeHadIsSaidWithoutItsSignature() async throws {
        try await AssetFixture.run { fixture in
            let server = try FileServer([:])
            let files = RemoteFiles(fixture.context, environment: ["PATH": "/usr/bin:/bin"])
            let gone = await failure { try await files.fetch("\(server.address)/gone.csv?sig=s3cr3t") }
            #expect(gone?.code == .notFound && gone?.message == "\(server.address)/gone.csv cannot be had: HTTP 404")
            server.stop()
            let away = await failure { try await files.fetch("\(server.address)/iris.csv?sig=s3cr3t") }
            #expect(away?.code == .unavailable && away?.message.contains("cannot be reached") == true)
            #expect(away?.message.contains("s3cr3t") == false)
            for text in ["ftp://host/x", "https://host/a b", "https://host/\"x"] {
                #expect(await failure { try await files.fetch(text) }?.code == .invalidArgument, "\(text)")
            }
        }
    }

    /// An asset at an address is fetched for its job, by reference too.
    @Test func anAssetAtAnAddressIsAPath() async throws {
        try await AssetFixture.run { fixture in
            let server = try FileServer(["/iris.csv": "1,2\n"])
            defer { server.stop() }
            let resolver = LocationResolver(
                fixture.context,
                remoteFiles: RemoteFiles(fixture.context, environment: ["PATH": "/usr/bin:/bin"]))
            let catalog = DataCatalog(fixture.context, locations: resolver)
            let spec = DataSpec(name: "iris", type: .uriFile, location: .remote("\(server.address)/iris.csv"))
            let data = try await catalog.register(spec, in: fixture.workspace, by: "me")
            #expect(server.answers.isEmpty)
            #expect(
                try await catalog.content(of: data).problem
                    == "\(server.address)/iris.csv is not on this box: it is fetched when a job asks for it")
            let reference = DataLocation.asset(AssetReference(name: "iris", selector: .label("latest")))
            let path = try await resolver.path(of: reference, asInput: .uriFile, in: fixture.workspace)
            #expect(try fixture.read(path) == "1,2\n")
        }
    }
}

/// Serves texts over HTTP on the loopback, one connection after the other.
private final class FileServer: Sendable {
    private struct File {
        let text: String
        let modified: String
    }

    private struct State {
        var files: [String: File] = [:]
        var answers: [Int] = []
        var listener: Int32
    }

    let address: String
    private let state: Mutex<State>

    init(_ files: [String: String]) throws {
        let port = try LoopbackListener(port: 0)
        address = "http://\(LoopbackListener.host):\(port.port)"
        guard let listener = port.handOver() else { throw AtelierError(.unavailable, "no port for a test's server") }
        state = Mutex(State(listener: listener))
        for (path, text) in files { put(path, text, modified: 1_600_000_000) }
        Thread.detachNewThread { [self] in serve(listener) }
    }

    var answers: [Int] { state.withLock(\.answers) }

    func put(_ path: String, _ text: String, modified: Int) {
        var buffer = [CChar](repeating: 0, count: 64)
        var time = time_t(modified)
        var parts = tm()
        gmtime_r(&time, &parts)
        strftime(&buffer, buffer.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
        let date = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        state.withLock { $0.files[path] = File(text: text, modified: date) }
    }

    func stop() {
        let listener = state.withLock { state in
            defer { state.listener = -1 }
            return state.listener
        }
        guard listener >= 0 else { return }
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func serve(_ listener: Int32) {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { return }
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4096)
            while !String(decoding: bytes, as: UTF8.self).contains("\r\n\r\n") {
                let count = recv(connection, &buffer, buffer.count, 0)
                guard count > 0 else { break }
                bytes += buffer.prefix(count)
            }
            let answer = Array(self.answer(to: String(decoding: bytes, as: UTF8.self)).utf8)
            _ = send(connection, answer, answer.count, Int32(MSG_NOSIGNAL))
            close(connection)
        }
    }

    private func answer(to request: String) -> String {
        let path = request.split(separator: " ").dropFirst().first.map { $0.prefix { $0 != "?" } } ?? ""
        let since = request.split(separator: "\r\n").first { $0.lowercased().hasPrefix("if-modified-since:") }
        return state.withLock { state in
            guard let file = state.files[String(path)] else {
                state.answers.append(404)
                return "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            }
            let head = "Last-Modified: \(file.modified)\r\nConnection: close\r\n"
            guard since?.contains(file.modified) != true else {
                state.answers.append(304)
                return "HTTP/1.1 304 Not Modified\r\n\(head)\r\n"
            }
            state.answers.append(200)
            return "HTTP/1.1 200 OK\r\n\(head)Content-Length: \(file.text.utf8.count)\r\n\r\n\(file.text)"
        }
    }
}
