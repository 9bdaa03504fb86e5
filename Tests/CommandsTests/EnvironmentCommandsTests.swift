import Commands
import ControlAPI
import Domain
import Foundation
import Testing

@Suite struct EnvironmentCommandsTests {
    let bench = Bench()

    private static let build = BuiltEnvironment(
        key: ContentHash(rawValue: "ab12"), path: "/home/environments/ab12", interpreter: "/usr/bin/python3.11",
        pythonVersion: "3.11.7", requirements: ["joblib"], packages: ["joblib==1.4.2", "numpy==1.26.4"],
        size: ByteCount(2_097_152), builtAt: Fixture.time, seconds: 2.54, builder: "uv")

    private static func details(_ builds: [BuiltEnvironment]) -> EnvironmentDetails {
        EnvironmentDetails(
            environment: EnvironmentAsset(
                workspace: "default", name: "train", version: "1",
                spec: EnvironmentSpec(name: "train", version: "1", conda: CondaFile(pip: ["joblib"])),
                creation: Fixture.creation),
            builds: builds, users: ["job brave_fox"])
    }

    @Test func aLockIsLinesForPipAndNothingElse() async {
        bench.engine.answer("GET /v1/workspaces/default/environments/train/details", Self.details([Self.build]))
        #expect(await bench.run("environment", "lock", "--name", "train", "--version", "1") == 0)
        #expect(bench.console.output == "joblib==1.4.2\nnumpy==1.26.4\n")
        #expect(bench.console.errors.contains("train:1, built with Python 3.11.7: 2 packages"))
        #expect(
            bench.engine.calls.last?.line == "GET /v1/workspaces/default/environments/train/details?version=1")
    }

    @Test func whatWasNotBuiltHasNoLock() async {
        bench.engine.answer("GET /v1/workspaces/default/environments/train/details", Self.details([]))
        #expect(await bench.run("environment", "lock", "--name", "train") == 1)
        #expect(bench.console.output.isEmpty)
        #expect(bench.console.errors.contains("environment train:1 has not been built on this box"))
    }

    @Test func aShowTellsWhatWasBuiltAndWhoUsesIt() async throws {
        bench.engine.answer("GET /v1/workspaces/default/environments/train/details", Self.details([Self.build]))
        #expect(await bench.run("az", "ml", "environment", "show", "--name", "train", "--label", "latest") == 0)
        let shown = try JSONParser.parse(bench.console.output)
        #expect(shown["used_by"] == ["job brave_fox"])
        guard case .array(let builds)? = shown["builds"], let build = builds.first else {
            Issue.record("no builds")
            return
        }
        #expect(build["interpreter"] == "/usr/bin/python3.11" && build["size_bytes"] == 2_097_152)
        #expect(build["package_count"] == 2 && build["build_seconds"] == 2.5)
    }

    /// The curated environments are known under their names, whichever registry they are asked of.
    @Test func registriesAreRefusedByNameExceptForWhatIsCurated() async {
        bench.engine.answer("GET /v1/workspaces/default/environments/sklearn-1.5/details", Self.details([]))
        let code = await bench.run(
            "az", "ml", "environment", "show", "--name", "sklearn-1.5", "--registry-name", "azureml", "--label",
            "latest", "-o", "none")
        #expect(code == 0)
        for line in [
            ["environment", "show", "-n", "x", "--registry-name", "mine"], ["model", "show", "-n", "x"],
            ["model", "list"], ["data", "archive", "-n", "x"], ["component", "update", "-n", "x"],
            ["model", "create", "-n", "x", "-p", "/tmp"],
        ] {
            let words = line.contains("--registry-name") ? line : line + ["--registry-name", "mine"]
            #expect(await bench.run(words) == 69, "\(words)")
        }
        #expect(bench.console.errors.contains("registries are not supported yet, so there is no 'mine'"))
    }

    @Test func pruningTellsWhatWent() async {
        bench.engine.answer("POST /v1/environment-builds/prune", [Self.build])
        #expect(await bench.run("environment", "prune", "--dry-run") == 0)
        #expect(bench.console.errors.contains("1 build would go, 2.0 MiB"))
        #expect(bench.console.output.contains("ab12"))
        #expect(bench.engine.calls.last?.line == "POST /v1/environment-builds/prune?dry-run=true")
        #expect(await bench.run("environment", "prune", "-o", "none") == 0)
        #expect(bench.console.errors.contains("1 build removed, 2.0 MiB freed"))
    }

    @Test func aDockerfileIsReadFromFlags() async throws {
        defer { bench.cleanUp() }
        let asset = Self.details([]).environment
        bench.engine.answer("POST /v1/workspaces/default/environments", asset)
        _ = try bench.write("FROM python:3.10\nRUN pip install joblib && apt-get update\n", to: "Dockerfile")
        #expect(
            await bench.run("environment", "create", "--name", "train", "--build-context", bench.folder, "-o", "none") == 0)
        let sent = try #require(bench.engine.calls.last)
        let spec = try ControlCoding.decode(EnvironmentSpec.self, from: Data(sent.body.utf8))
        #expect(spec.image == "python:3.10" && spec.conda?.pip == ["joblib"])
        #expect(bench.console.errors.contains("RUN 'apt-get update' is not run"))
    }
}
