import Domain
import Foundation
import Testing

@testable import Commands

/// What a command line may hold that no terminal should get back.
@Suite struct HostileArgumentsTests {
    private static let lines: [(arguments: [String], code: Int32)] = [
        (["job", "list", "-o", "\u{1B}[31m"], 64),
        (["\u{1B}]0;title\u{07}"], 64),
        (["job", "\u{1B}[2J"], 64),
        (["job", "list", "--\u{1B}[31m"], 64),
        (["job", "list", "\u{1B}[31m"], 64),
        (["job", "list", "--max-results", "\u{1B}"], 64),
        (["undo", "\u{1B}"], 64),
        (["completion", "\u{1B}"], 64),
        (["job", "list", "--query", "\u{1B}[31m"], 64),
        (["job", "list", "--query", "\"\u{1B}\""], 64),
        (["job", "list", "--status", "\u{202E}Running"], 65),
        (["job", "list", "--tag", "\u{1B}"], 65),
        (["events", "--since", "\u{9B}31m"], 65),
        (["job", "create", "--file", "\u{1B}[31m.yml"], 65),
        (["model", "create", "--name", "a\u{1B}\nb", "--path", "m"], 65),
        (["schema", "\u{1B}[31m"], 3),
        (["online-endpoint", "invoke", "--name", "iris", "--request-file", "\u{1B}[31m\nx"], 65),
    ]

    @Test(arguments: lines)
    func noControlCharacterComesBack(arguments: [String], code: Int32) async {
        let bench = Bench()
        #expect(await bench.run(arguments) == code)
        #expect(bench.console.output.isEmpty)
        #expect(bench.console.errors.contains("error: "))
        let isHarmless = bench.console.errors.unicodeScalars.allSatisfy { !$0.isHostileToTerminals && $0.value != 9 }
        #expect(isHarmless, "\(bench.console.errors.debugDescription)")
    }

    /// A name cannot write a line of its own below ours.
    @Test func aSentenceStaysOnOneLine() async {
        let bench = Bench()
        bench.engine.answer(
            "GET /v1/workspaces/default/jobs/a%0Aerror%3A%20b",
            failure: AtelierError(.notFound, "there is no job 'a\nerror: b'", hint: "look\tup"))
        #expect(await bench.run("job", "show", "--name", "a\nerror: b") == 3)
        #expect(bench.console.errors == "error: there is no job 'a\\nerror: b'\nhint: look\\tup\n")
        let second = Bench()
        #expect(await second.run("workspace", "create", "--name", "a\nb") == 65)
        #expect(second.console.errors.hasPrefix("--name: error: 'a\\nb' cannot be the name of a workspace; use "))
        #expect(second.console.errors.split(separator: "\n").count == 1)
    }

    @Test func aWordOfAHundredThousandLettersIsRefusedAtOnce() async {
        let bench = Bench()
        #expect(await bench.run("job", String(repeating: "x", count: 100_000)) == 64)
        #expect(bench.console.errors.contains("in 'atelier job'; it has create, show"))
    }

    @Test func aRequestLongerThanAnEndpointTakesIsNotSent() async throws {
        let bench = Bench()
        defer { bench.cleanUp() }
        let file = try bench.write("", to: "request.json")
        #expect(truncate(file, (16 << 20) + 1) == 0)
        #expect(await bench.run("online-endpoint", "invoke", "--name", "iris", "--request-file", file) == 65)
        #expect(
            bench.console.errors
                == "error: the request file '\(file)' is longer than the 16.0 MiB an endpoint takes\nhint: send it in parts\n")
        #expect(bench.engine.calls.isEmpty)
    }

    @Test(arguments: ["nothing", ".", "pipe"]) func aRequestThatIsNoFileIsNamed(name: String) async throws {
        let bench = Bench()
        defer { bench.cleanUp() }
        _ = try bench.write("", to: "request.json")
        mkfifo("\(bench.folder)/pipe", 0o600)
        let file = "\(bench.folder)/\(name)"
        #expect(await bench.run("online-endpoint", "invoke", "--name", "iris", "--request-file", file) == 65)
        #expect(bench.console.errors.hasPrefix("error: cannot read the request file '\(file)': "))
        #expect(bench.engine.calls.isEmpty)
    }
}
