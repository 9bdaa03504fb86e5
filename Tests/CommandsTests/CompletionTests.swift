import ArgumentParser
import ControlAPI
import Domain
import Foundation
import Testing

@testable import Commands

@Suite struct CompletionTests {
    @Test func namesAreALineEach() async {
        let bench = Bench()
        bench.engine.answer("GET /v1/workspaces/default/computes", [WhyTests.compute()])
        #expect(await bench.run("complete", "compute") == 0)
        #expect(bench.console.output == "cpu\n")
    }

    /// The line says in which workspace names are looked for, in every way an option may be written.
    @Test(arguments: [
        ["job", "show", "-w", "lab", "--name", ""], ["job", "show", "--workspace-name", "lab", "-n", ""],
        ["job", "show", "--workspace-name=lab", "-n"], ["job", "show", "--workspace", "=", "lab", "-n"],
        ["job", "show", "-wlab", "--name", ""], ["az", "ml", "job", "show", "--name", "", "-w", "lab"],
    ])
    func theLinesWorkspaceIsTheirs(words: [String]) async throws {
        let bench = Bench()
        #expect(await bench.run(["complete", "subject", "--", "atelier"] + words) == 0)
        #expect(bench.engine.calls.map(\.line).contains { $0.hasPrefix("GET /v1/workspaces/lab/job") }, "\(bench.engine.calls)")
    }

    @Test func deploymentsAreThoseOfTheEndpoint() async throws {
        let bench = Bench()
        bench.engine.answer("GET /v1/workspaces/default/online-endpoints", [try Fixture.endpoint()])
        bench.engine.answer(
            "GET /v1/workspaces/default/online-endpoints/iris/deployments",
            [Fixture.deployment(.succeeded), Fixture.deployment(.succeeded, named: "green")])
        for (words, names) in [
            (["online-deployment", "show", "-e", "iris", "-n", ""], "blue\ngreen\n"),
            (["online-deployment", "show", "--name", ""], "blue\ngreen\n"),
            (["online-endpoint", "invoke", "-n", "iris", "-d", ""], "blue\ngreen\n"),
            (["online-endpoint", "invoke", "-n", "other", "-d", ""], ""),
            (["why", "deployment", ""], "iris/blue\niris/green\n"),
        ] {
            let before = bench.console.output
            #expect(await bench.run(["complete", words[0] == "why" ? "subject" : "deployment", "--", "atelier"] + words) == 0)
            #expect(bench.console.output == before + names, "\(words)")
        }
    }

    @Test func workspacesAreNamedWhateverTheLineSays() async throws {
        let bench = Bench()
        bench.engine.answer(
            "GET /v1/workspaces",
            ["default", "lab"].map {
                Workspace(name: $0, resourceGroup: "default", location: "local", creation: Fixture.creation)
            })
        #expect(await bench.run("complete", "workspace", "--", "atelier", "job", "list", "-w", "la") == 0)
        #expect(bench.console.output == "default\nlab\n")
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
