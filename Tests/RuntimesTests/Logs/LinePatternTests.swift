import Domain
import Testing

@testable import Runtimes

@Suite struct LinePatternTests {
    private func hits(_ pattern: String, _ text: String) throws -> [Int] {
        let matcher = try LineMatcher(LinePattern(pattern))
        var lines: [Int] = []
        Array(text.utf8).withUnsafeBufferPointer { matcher.lines(of: $0) { lines.append($0); return true } }
        return lines
    }

    @Test(arguments: [
        ("loss", [0, 2]), ("Loss", [2]), (#"3\.5"#, [1]), ("l.ss", [0, 2]), ("^b", [1]), ("loss|3.5", [0, 1, 2]), ("s$", [0, 2]),
        (#"\d"#, [1]), ("missing", []), ("lo(s)+", [0, 2]), ("[0-9]", [1]), ("É", [3]), ("é", [3]), ("x{2,3}", [4]), ("los{2}", [0, 2]),
    ] as [(String, [Int])])
    func linesThatMatch(_ pattern: String, _ lines: [Int]) throws {
        let text = "the loss\nb 3.5\nLoss\nÉté\naxxb\n"
        #expect(try hits(pattern, text) == lines)
        // … and where colours, bars and Windows are about.
        #expect(try hits(pattern, text.replacing("\n", with: "\r\n")) == lines)
        let strange = text.replacing("o", with: "\u{1B}[31mo\u{1B}[0m").replacing("\n", with: "\u{1B}[K\n")
        #expect(try hits(pattern, strange) == lines)
    }

    @Test func whatABarHasOverwrittenIsNotThere() throws {
        let text = "plain\n 10%|#\r 20%|##\nplain\n"
        #expect(try hits("10%", text) == [])
        #expect(try hits("20%", text) == [1])
        #expect(try hits("plain", text) == [0, 2])
    }

    @Test func theQuickSearchFindsWhatTheSlowOneDoes() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let text = String((0..<200).map { _ in "abAB\n".randomElement(using: &random) ?? "a" }) + "\n"
            let pattern = String((0..<Int.random(in: 1...10)).map { _ in "aB".randomElement(using: &random) ?? "a" })
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            let folds = !pattern.contains("B")
            let expected = lines.enumerated().filter { (folds ? $1.lowercased() : String($1)).contains(pattern) }.map(\.offset)
            #expect(try hits(pattern, text) == expected, "\(pattern) in \(text)")
        }
    }

    @Test(arguments: [
        ("loss", "loss", nil), (#"a\.b"#, "a.b", nil), ("loss: [0-9]+", nil, "loss: "), ("colou?r", nil, "colo"),
        ("(abc)def", nil, "def"), ("ab|cd", nil, nil), ("(?i)abc", nil, nil), (#"\x41bc"#, nil, nil), ("É+x", nil, "É"), ("ab{3}", nil, nil),
    ] as [(String, String?, String?)])
    func thePieceThatEveryHitContains(_ source: String, _ literal: String?, _ required: String?) throws {
        let pattern = try LinePattern(source)
        #expect(pattern.literal?.bytes == literal.map { Array($0.utf8) })
        #expect(pattern.required?.bytes == required.map { Array($0.utf8) })
    }

    @Test func whatIsNoExpressionIsRefusedWithTheReason() {
        let error = #expect(throws: AtelierError.self) { try LinePattern("a(b") }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains("a(b") == true)
        #expect(throws: AtelierError.self) { try LinePattern("") }
    }
}
