import Domain
@testable import Engine
import Foundation
import Synchronization
import Testing

extension Tag {
    /// Downloads packages; runs when `ATELIER_TEST_PYPI=1`.
    @Tag static var needsPyPI: Self
}

@Suite struct EnvironmentBuilderTests {
    private func builder(
        _ fixture: AssetFixture, uv script: String? = nil, python version: PythonVersion = PythonVersion(3, 11, 7)
    ) throws -> EnvironmentBuilder {
        let files = FileManager.default
        let bin = fixture.path("versions/x/bin")
        try files.createDirectory(atPath: bin, withIntermediateDirectories: true)
        if !fixture.exists("\(bin)/python3") { try files.copyItem(atPath: "/usr/bin/env", toPath: "\(bin)/python3") }
        if let script {
            let uv = "\(fixture.home.tools)/uv/bin/uv"
            try fixture.write("#!/bin/bash\n\(script)\n", to: uv)
            try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: uv)
        }
        let finder = InterpreterFinder(
            places: InterpreterPlaces(programs: [], collections: [fixture.path("versions")]),
            prober: ScriptedProber(version: version))
        let variables = ["PATH": "/usr/bin:/bin", "FIXTURE": fixture.path("")]
        return EnvironmentBuilder(fixture.context, variables: variables, finder: finder)
    }

    /// Plays uv: makes a venv's `bin/python`, says something, counts its builds.
    private static let goodUV = """
        last="${@: -1}"
        case "$1" in
            venv) mkdir -p "$last/bin"; printf '#!/bin/sh\\n' > "$last/bin/python"; chmod +x "$last/bin/python"
                echo x >> "$FIXTURE/builds" ;;
            python) echo "error: no network" >&2; exit 2 ;;
            pip) [ "$2" = freeze ] || { echo "Installed 1 package"; exit 0; }
                echo "Using Python 3.11.7 environment at: /x" >&2; echo "joblib==1.4.2" ;;
        esac
        """

    private func spec(_ pip: [String] = ["joblib==1.4.2"], python: String = "3.11") -> EnvironmentSpec {
        EnvironmentSpec(conda: CondaFile(dependencies: ["python=\(python)"], pip: pip))
    }

    @Test func thoseWhoWantTheSameOneBuildItOnceAndAllSeeItsLog() async throws {
        try await AssetFixture.run { fixture in
            let builder = try builder(fixture, uv: Self.goodUV)
            let spec = spec()
            let logs = try await withThrowingTaskGroup(of: (ReadyEnvironment, String).self) { group in
                for _ in 0..<5 {
                    group.addTask {
                        let log = OutputTail(limit: 100_000)
                        let ready = try await builder.prepare(spec) { log.append($0) }
                        return (ready, log.text)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(try fixture.read(fixture.path("builds")) == "x\n")
            for (ready, log) in logs where ready.wasBuilt {
                #expect(log.hasPrefix("Building environment"))
                #expect(log.contains("Installed 1 package"))
            }
            let again = try await builder.prepare(spec) { _ in }
            #expect(!again.wasBuilt)
            #expect(again.warnings.isEmpty)
            #expect(again.requestedPython == "3.11")
            #expect(try fixture.read("\(again.prefix)/requirements.lock") == "joblib==1.4.2\n")
            // Another engine finds it too.
            let other = try await self.builder(fixture).prepare(spec) { _ in }
            #expect(!other.wasBuilt && other.key == again.key)
            await builder.stop()
        }
    }

    /// A wheel that was built anew is another environment, under the same path.
    @Test func aLocalPackageCountsByWhatIsInIt() async throws {
        try await AssetFixture.run { fixture in
            let builder = try builder(fixture, uv: Self.goodUV)
            let wheel = try fixture.write("one", to: fixture.path("own-1.0-py3-none-any.whl"))
            try fixture.write("x = 1", to: fixture.path("package/own.py"))
            let spec = spec([wheel, fixture.path("package")])
            let first = try await builder.prepare(spec) { _ in }
            #expect(try await builder.prepare(spec) { _ in }.key == first.key)
            try fixture.write("two", to: wheel)
            let second = try await builder.prepare(spec) { _ in }
            #expect(second.key != first.key && second.wasBuilt)
            try fixture.write("x = 2", to: fixture.path("package/own.py"))
            let third = try await builder.prepare(spec) { _ in }
            #expect(third.key != second.key)
            try FileManager.default.removeItem(atPath: wheel)
            let gone = await failure { try await builder.prepare(spec) { _ in } }
            #expect(gone?.message == "there is no \(wheel), which the environment installs")
            await builder.stop()
        }
    }

    @Test func aFailedBuildLeavesNothingAndNamesItsLog() async throws {
        try await AssetFixture.run { fixture in
            let builder = try builder(
                fixture, uv: """
                    last="${@: -1}"
                    [ "$1" = venv ] && mkdir -p "$last/bin" && exit 0
                    [[ " $* " == *" -r "* ]] || exit 0
                    echo "Because nothing-such was not found in the package registry" >&2; exit 1
                    """)
            let spec = spec(["nothing-such==1"])
            let error = await failure { try await builder.prepare(spec) { _ in } }
            #expect(error?.code == .invalidArgument)
            #expect(error?.message.contains("'nothing-such==1'") == true)
            let log = try #require(error?.hint?.split(separator: " ").last.map(String.init))
            #expect(try fixture.read(log).contains("not found in the package registry"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.home.environments) == ["logs"])
        }
    }

    @Test func theLastToLeaveEndsTheBuildAndNothingIsLeft() async throws {
        try await AssetFixture.run { fixture in
            let builder = try builder(
                fixture, uv: """
                    last="${@: -1}"
                    mkdir -p "$last/bin"; echo started; sleep 600 & sleep 600
                    """)
            let (started, signal) = AsyncStream.makeStream(of: Void.self)
            let spec = spec()
            let waiters = (0..<2).map { _ in
                Task {
                    try await builder.prepare(spec) { bytes in
                        if String(decoding: bytes, as: UTF8.self).contains("started") { signal.yield() }
                    }
                }
            }
            var seen = started.makeAsyncIterator()
            _ = await seen.next()
            _ = await seen.next()
            waiters[0].cancel()
            await #expect(throws: CancellationError.self) { try await waiters[0].value }
            let key = try await builder.key(for: spec)
            #expect(fixture.exists(fixture.home.environment(key)))
            waiters[1].cancel()
            await #expect(throws: CancellationError.self) { try await waiters[1].value }
            await builder.stop()
            #expect(!fixture.exists(fixture.home.environment(key)))
        }
    }

    @Test func withoutPackagesTheInterpreterItselfServes() async throws {
        try await AssetFixture.run { fixture in
            let builder = try builder(fixture)
            let ready = try await builder.prepare(EnvironmentSpec(image: "any")) { _ in }
            #expect(!ready.wasBuilt && ready.warnings.isEmpty && ready.requestedPython == nil)
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: ready.python).hasSuffix("bin/python3"))
        }
    }

    @Test func aPythonThatCannotBeHadIsToldOrRefused() async throws {
        try await AssetFixture.run { fixture in
            let builder = try builder(fixture, uv: Self.goodUV)
            let spec = spec([], python: "3.10")
            let ready = try await builder.prepare(spec) { _ in }
            #expect(ready.warnings.count == 1)
            #expect(ready.warnings.first?.hasPrefix("asked for Python 3.10, using 3.11.7: ") == true)
            let error = await failure { try await builder.prepare(spec, strict: true) { _ in } }
            #expect(error?.code == .unavailable)
            #expect(error?.message.hasPrefix("Python 3.10 cannot be had") == true)
        }
    }

    @Test func startSweepsWhatIsHalfBuilt() async throws {
        try await AssetFixture.run { fixture in
            let half = ContentHash(rawValue: String(repeating: "a", count: 64))
            try fixture.write("x", to: "\(fixture.home.environment(half))/bin/python")
            try fixture.write("x", to: "\(fixture.home.environments)/logs/k.log")
            let builder = try builder(fixture)
            try await builder.start()
            #expect(!fixture.exists(fixture.home.environment(half)))
            #expect(fixture.exists("\(fixture.home.environments)/logs/k.log"))
        }
    }

    @Test(.tags(.needsPyPI), .enabled(if: ProcessInfo.processInfo.environment["ATELIER_TEST_PYPI"] == "1"))
    func aRealOne() async throws {
        try await AssetFixture.run { fixture in
            let builder = EnvironmentBuilder(fixture.context)
            try await builder.start()
            let log = OutputTail(limit: 1 << 20)
            let ready = try await builder.prepare(spec()) { log.append($0) }
            #expect(ready.wasBuilt)
            let program = ToolProcess(
                ready.python, ["-c", "import joblib, pkg_resources; print(joblib.__version__)"], environment: ["PATH": "/usr/bin:/bin"])
            #expect(try await program.collect().text.hasSuffix("1.4.2\n"))
            let missing = EnvironmentSpec(conda: CondaFile(pip: ["atelier-has-no-such-package==1"]))
            let error = await failure { try await builder.prepare(missing) { _ in } }
            #expect(error?.message.contains("'atelier-has-no-such-package==1'") == true, "\(error as Any)")
            await builder.stop()
        }
    }

    @Test(.tags(.needsPyPI), .enabled(if: ProcessInfo.processInfo.environment["ATELIER_TEST_PYPI"] == "1"))
    func aRealOneWithoutUV() async throws {
        try await AssetFixture.run { fixture in
            var environment = ProcessInfo.processInfo.environment
            // No version of uv is below 0, so pip refuses it, and nothing else.
            environment["PIP_CONSTRAINT"] = try fixture.write("uv<0\n", to: fixture.path("constraint.txt"))
            environment["PATH"] = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
                .filter { !fixture.exists("\($0)/uv") }.joined(separator: ":")
            let builder = EnvironmentBuilder(fixture.context, environment: environment)
            let log = OutputTail(limit: 1 << 20)
            let ready = try await builder.prepare(spec()) { log.append($0) }
            #expect(log.text.contains("\nuv cannot be had: pip of Python 3."), "\(log.text)")
            #expect(try EnvironmentRecord.read(in: ready.prefix)?.builder == "pip")
            let program = ToolProcess(
                ready.python, ["-c", "import joblib, pkg_resources, wheel; print(joblib.__version__)"],
                environment: ["PATH": "/usr/bin:/bin"])
            #expect(try await program.collect().text.hasSuffix("1.4.2\n"))
            #expect(try fixture.read("\(ready.prefix)/requirements.lock").contains("joblib==1.4.2"))
            await builder.stop()
        }
    }
}
