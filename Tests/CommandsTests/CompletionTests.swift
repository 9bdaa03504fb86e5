import ArgumentParser
import ControlAPI
import Domain
import Foundation
import Testing

@testable import Commands

@Suite struct CompletionTests {
    @Test(arguments: [
        ("bash", "complete -o filenames -F"), ("zsh", "#compdef atelier"), ("fish", "complete -c 'atelier'"),
    ])
    func aScriptCompletesNamesOfTheEngine(shell: String, mark: String) async {
        let bench = Bench()
        #expect(await bench.run("completion", shell) == 0)
        #expect(bench.console.output.contains(mark), "\(bench.console.output.prefix(200))")
        for thing in ["job", "compute", "endpoint"] {
            #expect(bench.console.output.contains("atelier complete \(thing) 2>/dev/null"), "\(thing)")
        }
        #expect(bench.engine.calls.isEmpty)
    }

    /// In a real bash, with an `atelier` that tells what it was asked.
    @Test(arguments: [
        (["compute", "un"], "undrain"), (["compute", "show", "--name", ""], "complete-compute"),
        (["job", "show", "-n", "complete"], "complete-job"), (["model", "show", "--name", ""], "complete-model"),
        (["data", "show", "--name", ""], "complete-data"), (["job", "show", "--name", "zzz"], ""),
        (["why", "dep"], "deployment"), (["undo", "--li"], "--list"),
    ])
    func bashCompletes(words: [String], completions: String) async throws {
        let bench = Bench()
        defer { bench.cleanUp() }
        #expect(await bench.run("completion", "bash") == 0)
        let file = try bench.write(bench.console.output, to: "atelier.bash")
        let (bash, output) = (Process(), Pipe())
        bash.executableURL = URL(filePath: "/bin/bash")
        bash.arguments = [
            "--norc", "-c", #"""
            source "$0"; atelier() { echo "$1-$2"; }
            COMP_WORDS=(atelier "$@"); COMP_CWORD=$#; COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
            _atelier atelier "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"; echo "${COMPREPLY[*]}"
            """#, file,
        ] + words
        bash.standardOutput = output
        try bash.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        bash.waitUntilExit()
        #expect(bash.terminationStatus == 0)
        #expect(String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ") == completions)
    }

    @Test func namesAreALineEach() async {
        let bench = Bench()
        bench.engine.answer("GET /v1/workspaces/default/computes", [WhyTests.compute()])
        #expect(await bench.run("complete", "compute") == 0)
        #expect(bench.console.output == "cpu\n")
    }

    @Test func completingStartsNoEngineAndSaysNoError() async {
        let bench = Bench()
        bench.engine.isDown()
        #expect(await bench.run("complete", "job") == 0)
        #expect(bench.engine.starts == 0 && bench.engine.calls.isEmpty)
        let failing = Bench()
        failing.engine.answer("GET /v1/workspaces/default/computes", failure: AtelierError(.internal, "broken"))
        #expect(await failing.run("complete", "compute") == 0)
        #expect(failing.console.output.isEmpty && failing.console.errors.isEmpty)
    }

    @Test func debuggingTellsCallsAndNoSecrets() async throws {
        let bench = Bench()
        bench.engine.answer("GET /v1/workspaces/default/online-endpoints/iris", try Fixture.endpoint())
        bench.engine.answer(
            "GET /v1/workspaces/default/online-endpoints/iris/credentials",
            EndpointKeys(primary: "s3cret-one", secondary: "s3cret-two"))
        #expect(await bench.run("online-endpoint", "get-credentials", "--name", "iris", "--debug") == 0)
        let errors = bench.console.errors
        #expect(errors.hasPrefix("debug: atelier \(AtelierVersion.current), flags as az "))
        #expect(errors.contains("debug: engine 0.1.0, process 42\n"))
        #expect(errors.contains("debug: GET /v1/workspaces/default/online-endpoints/iris/credentials: "))
        #expect(errors.contains(" ms\n"))
        #expect(!errors.contains("s3cret"))
        #expect(bench.console.output.contains("s3cret-one"))
    }

    @Test func debuggingTellsWhatFailed() async {
        let bench = Bench()
        bench.engine.answer("GET /v1/workspaces/default/computes/cpu", failure: AtelierError(.notFound, "no cpu"))
        #expect(await bench.run("compute", "show", "--name", "cpu", "--debug") == 3)
        #expect(bench.console.errors.contains("debug: GET /v1/workspaces/default/computes/cpu: notFound after "))
        #expect(bench.console.errors.hasSuffix("error: no cpu\n"))
    }
}
