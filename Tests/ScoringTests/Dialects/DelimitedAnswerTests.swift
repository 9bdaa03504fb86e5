import NIOCore
import Testing

@testable import Scoring

@Suite struct DelimitedAnswerTests {
    private func text(_ tensor: Tensor) -> String {
        var body = BodyWriter()
        DelimitedAnswer.write(tensor, into: &body)
        return String(buffer: body.buffer)
    }

    @Test func aRowIsALine() {
        #expect(text(Tensor(name: "y", shape: [2], elements: .float64([0.5, 1]))) == "0.5\n1.0\n")
        #expect(text(Tensor(name: "y", shape: [2, 2], elements: .int64([1, 2, 3, 4]))) == "1,2\n3,4\n")
        #expect(text(Tensor(name: "y", shape: [2, 1], elements: .bool([true, false]))) == "true\nfalse\n")
        #expect(text(Tensor(name: "y", shape: [0, 3], elements: .float32([]))) == "")
    }

    @Test func textsAreQuotedWhereTheyMustBe() {
        let texts = ["a", "b,c", "say \"x\"", "two\nlines"]
        #expect(
            text(Tensor(name: "y", shape: [4], elements: .text(texts)))
                == "a\n\"b,c\"\n\"say \"\"x\"\"\"\n\"two\nlines\"\n")
    }

    @Test func onlyWhoAsksGetsLines() throws {
        func answer(_ path: String, _ fields: String, _ dialect: Dialect) throws -> ScoredAnswer {
            let head = try RequestHeadReader.read(ByteBuffer(string: "POST \(path) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n"))
            let request = try NativeRequest(.body, head, ByteBuffer(string: "{\"instances\": [[1], [2]]}"), AnswerForm(dialect))
            return try request.answer([Tensor(name: "y", shape: [2], elements: .int64([3, 4]))], runMicroseconds: 0)
        }
        let lines = try answer("/endpoints/a/invocations", "Accept: text/csv\r\n", .mlflow)
        #expect(String(buffer: lines.body) == "3\n4\n" && lines.contentType == "text/csv; charset=utf-8")
        for (fields, dialect) in [("", .mlflow), ("Accept: */*\r\n", .mlflow), ("Accept: text/csv\r\n", .kserve)] as [(String, Dialect)] {
            #expect(String(buffer: try answer("/", fields, dialect).body) == "{\"predictions\": [3, 4]}")
        }
    }
}
