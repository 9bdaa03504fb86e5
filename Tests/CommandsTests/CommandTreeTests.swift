import ArgumentParser
import Domain
import Testing

@testable import Client
@testable import Commands

@Suite struct CommandTreeTests {
    /// Every verb of the tree with the words that lead to it.
    static let verbs: [[any ParsableCommand.Type]] = below([Atelier.self])

    static func below(_ path: [any ParsableCommand.Type]) -> [[any ParsableCommand.Type]] {
        let children = path[path.count - 1].configuration.subcommands
        return children.isEmpty ? [path] : children.flatMap { below(path + [$0]) }
    }

    @Test func everyVerbShowsAnExampleThatParses() throws {
        for path in Self.verbs {
            let verb = path[path.count - 1]
            let lines = verb.configuration.discussion.split(separator: "\n")
            guard lines.first == "Example:", lines.count == 2 else {
                Issue.record("no example: \(verb)")
                continue
            }
            let line = String(lines[1].drop { $0 == " " })
            #expect(line.count <= 76, "would be broken: \(line)")
            guard line.hasPrefix("atelier ") else { continue }
            let words = Self.words(line).dropFirst()
            let command = try #require(try? Atelier.parseAsRoot(Array(words)), "does not parse: \(line)")
            #expect(type(of: command) == verb, "another verb's example: \(line)")
        }
    }

    @Test func everyVerbTakesTheGlobalFlags() {
        for path in Self.verbs {
            let tree = CommandTree(
                root: Atelier.self, arguments: path.dropFirst().map { $0._commandName })
            #expect(tree.path.count == path.count)
            #expect(Set(["--output", "--query", "--subscription", "--debug"]).isSubset(of: tree.options), "\(tree.name)")
        }
    }

    @Test(arguments: [
        (["--endpoint", "x"], ["--endpoint-name", "x"]), (["--end=x"], ["--endpoint-name=x"]),
        (["--name", "x", "--no-w"], ["--name", "x", "--no-wait"]), (["--zzz", "-e", "x"], ["--zzz", "-e", "x"]),
        (["--", "--endpoint"], ["--", "--endpoint"]), (["--set", "a=--end"], ["--set", "a=--end"]),
    ])
    func abbreviationsAreSpelledOut(arguments: [String], expanded: [String]) throws {
        let options = ["--endpoint-name", "--name", "--no-wait", "--set"]
        #expect(try AbbreviatedOptions.expanded(arguments, options: options) == expanded)
    }

    @Test func anAbbreviationOfSeveralIsRefused() {
        #expect(throws: AtelierError.self) {
            try AbbreviatedOptions.expanded(["--n"], options: ["--name", "--no-wait"])
        }
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: b\r\n\r\nok", "ok"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n3;x\r\n yo\r\n0\r\n\r\n", "ok yo"),
        ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", ""),
    ])
    func answersAreReadByteByByte(text: String, body: String) {
        var parser = ScoringResponseParser()
        for byte in text.utf8 {
            #expect(!parser.isComplete)
            parser.take([byte])
        }
        #expect(parser.isComplete)
        #expect(parser.response?.status == 200)
        #expect(parser.response.map { String(decoding: $0.body, as: UTF8.self) } == body)
    }

    @Test func aBrokenAnswerIsNoAnswer() {
        var parser = ScoringResponseParser()
        parser.take(Array("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nok".utf8))
        #expect(parser.response == nil)
    }

    static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == " ", !isQuoted {
                words.append(word)
                word = ""
            } else {
                word.append(character)
            }
        }
        return words + [word]
    }
}
