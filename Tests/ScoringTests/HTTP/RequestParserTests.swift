import NIOCore
import Testing

@testable import Scoring

@Suite struct RequestParserTests {
    /// The next request of a byte string fed in portions, or the fault it ends with.
    private func parse(_ bytes: [UInt8], portion: Int, limit: Int = 1 << 20) -> Result<
        (RequestHead, String)?, HTTPFault
    > {
        var parser = RequestParser()
        var head: RequestHead?
        var fed = 0
        do throws(HTTPFault) {
            while true {
                if head == nil { head = try parser.head() }
                if let head, let body = try parser.body(of: head, limit: limit) {
                    return .success((head, String(buffer: body)))
                }
                guard fed < bytes.count else { return .success(nil) }
                parser.feed(ByteBuffer(bytes: bytes[fed..<min(fed + portion, bytes.count)]))
                fed += portion
            }
        } catch {
            return .failure(error)
        }
    }

    @Test func readsARequestInAnyPortions() throws {
        let text =
            "POST /endpoints/iris/score?x=1 HTTP/1.1\r\nHost: h\r\nauthorization:  Bearer k \r\nContent-Length: 5\r\n"
            + "AZUREML-model-deployment: green\r\nConnection: foo, Close\r\nX-Request-Id: r\r\n\r\nhello"
        for portion in 1...text.utf8.count {
            let (head, body) = try #require(try parse(Array(text.utf8), portion: portion).get())
            #expect(head.method == .post)
            #expect(head.text(head.path) == "/endpoints/iris/score")
            #expect(head.query.map(head.text) == "x=1")
            #expect(head.authorization.map(head.text) == "Bearer k")
            #expect(head.deployment.map(head.text) == "green")
            #expect(head.requestID.map(head.text) == "r")
            #expect(!head.keepAlive)
            #expect(body == "hello")
        }
    }

    @Test func readsChunksInAnyPortions() throws {
        let text =
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n3;a=b\r\nhel\r\n02\r\nlo\r\n0\r\nX: y\r\n\r\n"
        for portion in 1...text.utf8.count {
            let (head, body) = try #require(try parse(Array(text.utf8), portion: portion).get())
            #expect(head.framing == .chunked)
            #expect(body == "hello")
        }
    }

    @Test func closesOldConnectionsUnlessAsked() throws {
        let plain = try #require(try parse(Array("GET / HTTP/1.0\r\n\r\n".utf8), portion: 99).get()).0
        #expect(!plain.keepAlive)
        let asking = "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"
        let asked = try #require(try parse(Array(asking.utf8), portion: 99).get()).0
        #expect(asked.keepAlive)
        let absolute = "GET http://h:80/a HTTP/1.1\r\nHost: h\r\n\r\n"
        let head = try #require(try parse(Array(absolute.utf8), portion: 99).get()).0
        #expect(head.text(head.path) == "/a")
    }

    @Test func refusesABodyThatWillBeTooLong() {
        let text = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n"
        #expect(throws: HTTPFault.self) { try parse(Array(text.utf8), portion: 9, limit: 10).get() }
    }

    @Test(arguments: MalformedRequests.all)
    func refuses(_ malformed: MalformedRequests.Case) {
        for portion in [1, 7, 100_000] {
            guard case .failure(let fault) = parse(malformed.bytes, portion: portion) else {
                Issue.record("accepted in portions of \(portion)")
                return
            }
            #expect(fault.status == malformed.status)
        }
    }

    @Test func knowsItsRoutes() {
        func target(_ path: String) -> RequestTarget {
            Array(path.utf8).withUnsafeBytes { RequestTarget($0) }
        }
        #expect(target("/") == .serverHealth)
        #expect(target("/endpoints/a-1/score") == .score(endpoint: "a-1"))
        #expect(target("/endpoints/a") == .health(endpoint: "a"))
        #expect(target("/endpoints/a/") == .health(endpoint: "a"))
        #expect(target("/endpoints/a/swagger.json") == .swagger(endpoint: "a"))
        for path in ["/endpoints/", "/score", "/endpoints/a/score/", "/endpoints/a/b/score", "/endpoints", "//", "/x"] {
            #expect([.unknown, .health(endpoint: "")].contains(target(path)), "\(path)")
        }
    }
}
