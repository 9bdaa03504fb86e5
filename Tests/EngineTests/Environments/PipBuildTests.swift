import Domain
import Foundation
import Testing

@testable import Engine

/// Builds without uv, by Pythons that are scripts.
@Suite struct PipBuildTests {
    private func build(_ fixture: AssetFixture, python script: String) throws -> EnvironmentBuild {
        let path = try fixture.write("#!/bin/bash\n\(script)\n", to: fixture.path("python"))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        let key = ContentHash(rawValue: String(repeating: "a", count: 64))
        return EnvironmentBuild(
            key: key, prefix: fixture.home.environment(key), recipe: EnvironmentRecipe(requirements: ["joblib==1.4.2"]),
            interpreter: Interpreter(path: path, version: PythonVersion(3, 11, 7)),
            log: try BuildLog(path: fixture.path("build.log")),
            variables: ["PATH": "/usr/bin:/bin", "FIXTURE": fixture.path("")])
    }

    @Test func theFoundationComesBeforeThePackagesAndTheLogSaysWhyItIsPip() async throws {
        try await AssetFixture.run { fixture in
            let build = try build(
                fixture, python: """
                    [ "$2" = venv ] || exit 9
                    mkdir -p "$3/bin"
                    printf '#!/bin/sh\\necho "$@" >> "$FIXTURE/calls"; echo joblib==1.4.2\\n' > "$3/bin/python"
                    chmod +x "$3/bin/python"
                    """)
            try await build.run(with: .pip(because: "the package index cannot be reached"), clock: .system)
            let calls = try fixture.read(fixture.path("calls")).split(separator: "\n")
            #expect(
                calls == [
                    "-m pip install --quiet --progress-bar off --upgrade pip setuptools<81 wheel",
                    "-m pip install --progress-bar off -r \(build.prefix)/requirements.txt", "-m pip freeze",
                ])
            let log = try fixture.read(fixture.path("build.log"))
            #expect(log.contains("\nuv cannot be had: the package index cannot be reached; using venv and pip\n"))
            #expect(try EnvironmentRecord.read(in: build.prefix)?.builder == "pip")
        }
    }

    @Test(arguments: [
        "The virtual environment was not created successfully because ensurepip is not available.  On Debian/Ubuntu",
        "/usr/bin/python3.11: No module named venv",
        "Error: Command '['/x/bin/python3', '-m', 'ensurepip', '--upgrade']' returned non-zero exit status 1.",
    ])
    func aMissingVenvIsToBeInstalled(said: String) async throws {
        try await AssetFixture.run { fixture in
            let build = try build(fixture, python: "cat <<'EOF'\n\(said)\nEOF\nexit 1")
            let error = await failure { try await build.run(with: .pip(because: "no"), clock: .system) }
            #expect(error?.code == .unavailable)
            #expect(error?.message.contains("Python 3.11.7") == true)
            #expect(error?.hint?.hasPrefix("install python3-venv (python3.11-venv on Debian and Ubuntu)") == true)
            #expect(error?.hint?.contains("conda") == false)
            #expect(!fixture.exists(build.prefix))
        }
    }

    @Test func whatFailsBeforeThePackagesIsNotTheCondaFilesFault() async throws {
        try await AssetFixture.run { fixture in
            let build = try build(fixture, python: "echo 'Segmentation fault'; exit 1")
            let error = await failure { try await build.run(with: .pip(because: "no"), clock: .system) }
            #expect(error?.code == .unavailable)
            #expect(error?.message.hasSuffix("can be made: Segmentation fault") == true)
            #expect(error?.hint == "the whole log is \(fixture.path("build.log"))")
        }
    }
}
