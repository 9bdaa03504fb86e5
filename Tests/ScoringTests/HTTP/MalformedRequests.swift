import Testing

/// Requests that must be refused, and the status each is refused with.
enum MalformedRequests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let status: Int
        var testDescription: String { name }
    }

    private static let line = "POST /endpoints/iris/score HTTP/1.1\r\n"
    private static let host = "Host: a\r\n"

    static let all: [Case] = requestLines + headerBytes + fieldShapes + framings + chunks + limits + foreign

    private static func make(_ name: String, _ text: String, _ status: Int = 400) -> Case {
        Case(name: name, bytes: Array(text.utf8), status: status)
    }

    private static var requestLines: [Case] {
        let lines: [(String, Int)] = [
            ("GET", 400), ("GET ", 400), ("GET /", 400), ("GET / ", 400), ("GET  / HTTP/1.1", 400),
            ("GET /  HTTP/1.1", 400),
            (" GET / HTTP/1.1", 400), ("GET\t/ HTTP/1.1", 400), ("GET /\tHTTP/1.1", 400), ("/ HTTP/1.1", 400),
            ("GET / http/1.1", 400), ("GET / HTTP/1", 400), ("GET / HTTP/1.", 400), ("GET / HTTP/11", 400),
            ("GET / HTTP/1.1 ", 400), ("GET / HTTP/1.1 x", 400), ("GET / HTTP/2.0", 505), ("GET / HTTP/0.9", 505),
            ("GET / HTTP/3.0", 505), ("GET / HTTP/1.10", 400), ("GET / HTTP/1,1", 400), ("GET / HTTPS/1.1", 400),
            ("G(T / HTTP/1.1", 400), ("G@T / HTTP/1.1", 400), ("G[T / HTTP/1.1", 400), ("G\"T / HTTP/1.1", 400),
            ("G{T / HTTP/1.1", 400), ("G,T / HTTP/1.1", 400), ("G;T / HTTP/1.1", 400), ("G:T / HTTP/1.1", 400),
            ("GÄT / HTTP/1.1", 400), ("GET path HTTP/1.1", 400), ("GET ../x HTTP/1.1", 400), ("GET ?a=1 HTTP/1.1", 400),
            ("GET * HTTP/1.1", 400), ("GET ** HTTP/1.1", 400), ("GET ftp://a/ HTTP/1.1", 400),
            ("GET http:/a HTTP/1.1", 400), ("GET http://a HTTP/1.1", 400), ("GET /a#b HTTP/1.1", 400),
            ("GET /ä HTTP/1.1", 400), ("GET /\u{7F} HTTP/1.1", 400), ("GET /\u{1} HTTP/1.1", 400),
            ("GET /a b HTTP/1.1", 400), ("CONNECT a:80 HTTP/1.1", 400), ("GET / HTTP/1.1\u{0}", 400),
            ("GET /\u{0} HTTP/1.1", 400), ("\u{0}GET / HTTP/1.1", 400), ("GET / HTTP/a.1", 400),
            ("GET / HTTP/1.b", 400),
        ]
        return lines.map { make("request line \(String(reflecting: $0.0))", "\($0.0)\r\n\(host)\r\n", $0.1) }
    }

    /// Every control character, in a name and in a value.
    private static var headerBytes: [Case] {
        let controls = Array(UInt8(0)...8) + Array(UInt8(11)...31) + [127]
        let inValue = controls.map { byte in
            Case(
                name: "control \(byte) in a value",
                bytes: Array("\(line)\(host)A: b".utf8) + [byte] + Array("c\r\n\r\n".utf8), status: 400)
        }
        let inName = (controls + [32, 40, 41, 44, 47, 59, 60, 61, 62, 63, 64, 91, 92, 93, 123, 125, 200]).map { byte in
            Case(
                name: "byte \(byte) in a name",
                bytes: Array("\(line)\(host)A".utf8) + [byte] + Array("B: c\r\n\r\n".utf8), status: 400)
        }
        return inValue + inName
    }

    private static var fieldShapes: [Case] {
        [
            make("no host", "\(line)\r\n"), make("two hosts", "\(line)\(host)\(host)\r\n"),
            make("space before the colon", "\(line)Host : a\r\n\r\n"),
            make("folded line", "\(line)\(host)A: b\r\n c\r\n\r\n"),
            make("line folded with a tab", "\(line)\(host)A: b\r\n\tc\r\n\r\n"),
            make("first field folded", "\(line) Host: a\r\n\r\n"), make("no colon", "\(line)\(host)Nothing\r\n\r\n"),
            make("empty name", "\(line)\(host): b\r\n\r\n"),
            make("bare LF ends the request line", "GET / HTTP/1.1\n\(host)\r\n"),
            make("bare LF ends a field", "\(line)Host: a\n\r\n"), make("bare LF is the blank line", "\(line)\(host)\n"),
            make("only bare LF", "GET / HTTP/1.1\nHost: a\n\n"), make("LF first", "\nGET / HTTP/1.1\r\n\(host)\r\n"),
            make("bare CR in a value", "\(line)\(host)A: b\rc\r\n\r\n"), make("CR CR LF", "\(line)Host: a\r\r\n\r\n"),
            make("other expectation", "\(line)\(host)Expect: 200-ok\r\n\r\n", 417),
            make("two authorizations", "\(line)\(host)Authorization: a\r\nAuthorization: b\r\n\r\n"),
        ]
    }

    private static var framings: [Case] {
        let lengths = [
            "-1", "+1", "1a", "0x10", "1.0", "1,1", "1 1", "", "one", "1;", "\"1\"", "１",
        ]
        let both = [
            "Content-Length: 3\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 3",
        ]
        return lengths.map { make("Content-Length '\($0)'", "\(line)\(host)Content-Length: \($0)\r\n\r\n") }
            + both.map { make("both framings", "\(line)\(host)\($0)\r\n\r\n") } + [
                make("two lengths", "\(line)\(host)Content-Length: 1\r\nContent-Length: 2\r\n\r\n"),
                make("the same length twice", "\(line)\(host)Content-Length: 1\r\nContent-Length: 1\r\n\r\n"),
                make("length beyond all bounds", "\(line)\(host)Content-Length: 99999999999999999999\r\n\r\n", 413),
                make("gzip", "\(line)\(host)Transfer-Encoding: gzip\r\n\r\n", 501),
                make("gzip, chunked", "\(line)\(host)Transfer-Encoding: gzip, chunked\r\n\r\n", 501),
                make("identity", "\(line)\(host)Transfer-Encoding: identity\r\n\r\n", 501),
                make("xchunked", "\(line)\(host)Transfer-Encoding: xchunked\r\n\r\n", 501),
                make("chunked twice", "\(line)\(host)Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"),
                make("chunked in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"),
            ]
    }

    private static var chunks: [Case] {
        let bodies: [(String, Int)] = [
            ("x\r\n", 400), ("-1\r\n", 400), ("0x3\r\nabc\r\n0\r\n\r\n", 400), ("\r\nabc\r\n", 400), (";a\r\n", 400),
            ("3\nabc\r\n0\r\n\r\n", 400), ("3\r\nabcd\r\n0\r\n\r\n", 400), ("3\r\nabc\n0\r\n\r\n", 400),
            ("3\r\nabcX\r\n", 400), ("g\r\n", 400), ("+3\r\nabc\r\n", 400), ("3\u{0}\r\nabc\r\n", 400),
            ("FFFFFFFFFFFFFFFF\r\n", 413), ("1000000000000\r\n", 413), ("7fffffffffffffff\r\n", 413),
            (" 3\r\nabc\r\n", 400),
            ("3;" + String(repeating: "x", count: 3000), 400), ("3\r\nabc\r\n0\r\nA: b\nC: d\r\n\r\n", 400),
            ("0\r\n" + String(repeating: "A: bbbbbbbbbb\r\n", count: 1000) + "\r\n", 431), ("3;\u{1}\r\nabc\r\n", 400),
        ]
        return bodies.map {
            make(
                "chunk \(String(reflecting: $0.0.prefix(20)))",
                "\(line)\(host)Authorization: Bearer second\r\nTransfer-Encoding: chunked\r\n\r\n\($0.0)", $0.1)
        }
    }

    private static var limits: [Case] {
        [
            make("long target", "GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\n\(host)\r\n", 414),
            make("long head", "\(line)\(host)A: \(String(repeating: "b", count: 70_000))\r\n\r\n", 431),
            make("endless head", "\(line)\(host)A: \(String(repeating: "b", count: 70_000))", 431),
            make("many fields", "\(line)\(host)\(String(repeating: "A: b\r\n", count: 201))\r\n", 431),
            make("endless method", String(repeating: "A", count: 70_000), 431),
        ]
    }

    private static var foreign: [Case] {
        [
            Case(name: "TLS hello", bytes: [0x16, 0x03, 0x01, 0x02, 0x00, 0x01], status: 400),
            make("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
            make("SSH", "SSH-2.0-OpenSSH_9.2\r\n\r\n"), make("JSON", "{\"data\": [[1]]}\r\n\r\n"),
            make("three empty lines", "\r\n\r\n\r\nGET / HTTP/1.1\r\n\(host)\r\n"),
            make("SMTP", "EHLO localhost\r\n\r\n"), make("redis", "*1\r\n$4\r\nPING\r\n\r\n"),
            Case(name: "zeros", bytes: [UInt8](repeating: 0, count: 64), status: 400),
            Case(name: "high bytes", bytes: [UInt8](repeating: 0xFF, count: 64), status: 400),
        ]
    }
}
