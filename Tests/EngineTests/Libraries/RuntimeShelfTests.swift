import Domain
import Foundation
import Store
import Testing

@testable import Engine

@Suite struct RuntimeShelfTests {
    /// A builder whose uv and whose Python are scripts.
    private func shelf(
        _ fixture: AssetFixture, uv script: String, python: String = "/usr/bin/true"
    ) throws -> (RuntimeShelf, EnvironmentBuilder) {
        let interpreter = fixture.path("versions/x/bin/python3")
        let uv = "\(fixture.home.tools)/uv/bin/uv"
        try fixture.write("#!/bin/bash\n\(script)\n", to: uv)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: uv)
        // An interpreter is a program, not a script.
        try FileManager.default.createDirectory(
            atPath: fixture.path("versions/x/bin"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: URL(filePath: python).resolvingSymlinksInPath(), to: URL(filePath: interpreter))
        let finder = InterpreterFinder(
            places: InterpreterPlaces(programs: [], collections: [fixture.path("versions")]),
            prober: ScriptedProber(version: PythonVersion(3, 11, 7)))
        let builder = EnvironmentBuilder(
            fixture.context, variables: ["PATH": "/usr/bin:/bin", "FIXTURE": fixture.path("")], finder: finder)
        return (RuntimeShelf(fixture.context, builder: builder), builder)
    }

    /// Plays uv: "installs" a package of the version asked for, 3.2.0 when none is.
    private static let goodUV = """
        echo "$@" >> "$FIXTURE/calls"
        while [ $# -gt 0 ] && [ "$1" != --target ]; do shift; done
        target="$2"; requirement="${@: -1}"; version="${requirement##*==}"
        [ "$version" = "$requirement" ] && version=3.2.0
        mkdir -p "$target/xgboost/lib" "$target/xgboost/dask" "$target/xgboost_cpu.libs" "$target/xgboost_cpu-$version.dist-info"
        printf 'library %s' "$version" > "$target/xgboost/lib/libxgboost.so"
        echo gomp > "$target/xgboost_cpu.libs/libgomp.so"
        echo code > "$target/xgboost/core.py"
        echo text > "$target/xgboost_cpu-$version.dist-info/LICENSE"
        printf 'Name: xgboost-cpu\\nLicense: Apache-2.0\\n' > "$target/xgboost_cpu-$version.dist-info/METADATA"
        digest=$(sha256sum "$target/xgboost/lib/libxgboost.so" | cut -c1-64 | sed 's/../\\\\x&/g')
        digest=$(printf "$digest" | base64 | tr '+/' '-_' | tr -d '=')
        echo "xgboost/lib/libxgboost.so,sha256=$digest,13" > "$target/xgboost_cpu-$version.dist-info/RECORD"
        echo "Installed 1 package"
        """

    private func left(_ fixture: AssetFixture) throws -> [String] {
        fixture.exists(fixture.home.runtimes) ? try fixture.files(in: fixture.home.runtimes) : []
    }

    @Test func versionsLieSideBySideAndHoldWhatIsNeeded() async throws {
        try await AssetFixture.run { fixture in
            let (shelf, builder) = try shelf(fixture, uv: Self.goodUV)
            let newest = try await shelf.install(.xgboost, by: "ann")
            let old = try await shelf.install(.xgboost, version: "2.1.4", by: "ann")
            #expect(newest.version == "3.2.0" && newest.package == "xgboost-cpu" && newest.license == "Apache-2.0")
            #expect(newest.hash == FileContent.hash(ofText: "library 3.2.0"))
            #expect(old.library == "\(fixture.home.runtimes)/xgboost/2.1.4/xgboost/lib/libxgboost.so")
            #expect(
                try fixture.files(in: fixture.home.runtime(.xgboost, version: "2.1.4")) == [
                    "runtime.json", "xgboost/lib/libxgboost.so", "xgboost_cpu-2.1.4.dist-info/LICENSE",
                    "xgboost_cpu-2.1.4.dist-info/METADATA", "xgboost_cpu-2.1.4.dist-info/RECORD",
                    "xgboost_cpu.libs/libgomp.so",
                ])
            #expect(try await shelf.list().map(\.version) == ["3.2.0", "2.1.4"])
            // What is there is not fetched again.
            let calls = try fixture.read(fixture.path("calls"))
            #expect(try await shelf.install(.xgboost, version: "2.1.4", by: "ann") == old)
            #expect(try fixture.read(fixture.path("calls")) == calls)
            #expect(try await shelf.install(.xgboost, by: "ann") == newest)
            let events = try await fixture.context.store.read { try $0.events(after: 0, limit: 100) }
            #expect(events.filter { $0.kind == "runtime.installed" }.map(\.resource.name) == ["xgboost:3.2.0", "xgboost:2.1.4"])
            await builder.stop()
        }
    }

    @Test func whatADeploymentUsesIsNotRemoved() async throws {
        try await AssetFixture.run { fixture in
            let (shelf, builder) = try shelf(fixture, uv: Self.goodUV)
            let runtime = try await shelf.install(.xgboost, by: "ann")
            try await fixture.addDeployment("iris/blue", library: runtime.library)
            #expect(try await shelf.list().map(\.usedBy) == [["default/iris/blue"]])
            let refusal = await failure { try await shelf.remove(.xgboost, version: "3.2.0", by: "ann") }
            #expect(refusal?.code == .invalidState)
            #expect(refusal?.message == "XGBoost 3.2.0 answers for deployment default/iris/blue")
            let unknown = await failure { try await shelf.remove(.xgboost, version: "1.0", by: "ann") }
            #expect(unknown?.code == .notFound && unknown?.hint == "there is 3.2.0")
            let other = try await shelf.install(.xgboost, version: "2.1.4", by: "ann")
            #expect(try await shelf.remove(.xgboost, version: "2.1.4", by: "ann").version == other.version)
            #expect(!fixture.exists(fixture.home.runtime(.xgboost, version: "2.1.4")))
            #expect(try await shelf.list().map(\.version) == ["3.2.0"])
            await builder.stop()
        }
    }

    @Test(arguments: [
        ("echo 'error sending request for url' >&2; exit 2", ErrorCode.unavailable, "the package index cannot be reached"),
        ("echo 'No space left on device' >&2; exit 2", .unavailable, "the disk is full"),
        ("echo 'no version of it' >&2; exit 1", .notFound, "cannot be had from the package index: no version of it"),
        (goodUV + "\necho other > \"$target/xgboost/lib/libxgboost.so\"", .unavailable, "is not what the package lists"),
        (goodUV + "\nrm \"$target/xgboost/lib/libxgboost.so\"", .unsupported, "brings no library of its own"),
    ])
    func whatFailsLeavesNothing(script: String, code: ErrorCode, words: String) async throws {
        try await AssetFixture.run { fixture in
            let (shelf, builder) = try shelf(fixture, uv: script)
            let error = await failure { try await shelf.install(.xgboost, version: "9.9", by: "ann") }
            #expect(error?.code == code)
            #expect(error?.message.contains(words) == true, "\(error as Any)")
            #expect(try left(fixture).isEmpty)
            await builder.stop()
        }
    }

    @Test func whatDoesNotLoadIsNotKept() async throws {
        try await AssetFixture.run { fixture in
            let (shelf, builder) = try shelf(
                fixture, uv: Self.goodUV, python: "/usr/bin/python3")
            let error = await failure { try await shelf.install(.xgboost, by: "ann") }
            #expect(error?.message.hasPrefix("XGBoost 3.2.0 does not load on this box: OSError: ") == true)
            #expect(try left(fixture).isEmpty)
            await builder.stop()
        }
    }

    @Test func oneThatIsGivenUpLeavesNothing() async throws {
        try await AssetFixture.run { fixture in
            let (shelf, builder) = try shelf(fixture, uv: Self.goodUV + "\nsleep 600")
            let (phases, told) = AsyncStream<String>.makeStream()
            let task = Task {
                try await shelf.install(.xgboost, by: "ann") { report in
                    if case .log(let text) = report { told.yield(text) }
                }
            }
            for await _ in phases { break }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try left(fixture).isEmpty)
            await builder.stop()
        }
    }

    @Test func startSweepsWhatIsHalfInstalled() async throws {
        try await AssetFixture.run { fixture in
            let (shelf, builder) = try shelf(fixture, uv: Self.goodUV)
            try fixture.write("x", to: "\(fixture.home.runtimes)/.staging-1/xgboost-cpu/x")
            try fixture.write("x", to: "\(fixture.home.runtimes)/xgboost/2.0.0/xgboost/lib/libxgboost.so")
            try await shelf.start()
            #expect(try left(fixture) == ["xgboost/2.0.0/xgboost/lib/libxgboost.so"])
            #expect(try await shelf.list().isEmpty)
            await builder.stop()
        }
    }

    @Test(arguments: ["../x", "-1", "1;2", ""])
    func aVersionIsAName(version: String) async throws {
        try await AssetFixture.run { fixture in
            let (shelf, builder) = try shelf(fixture, uv: Self.goodUV)
            let error = await failure { try await shelf.install(.xgboost, version: version, by: "ann") }
            #expect(error?.code == .invalidArgument)
            await builder.stop()
        }
    }

    @Test(.tags(.needsPyPI), .enabled(if: ProcessInfo.processInfo.environment["ATELIER_TEST_PYPI"] == "1"))
    func realOnes() async throws {
        try await AssetFixture.run { fixture in
            let builder = EnvironmentBuilder(fixture.context)
            let shelf = RuntimeShelf(fixture.context, builder: builder)
            let libraries = RuntimeLibraries(fixture.context, shelf: shelf, builder: builder)
            let onnx = try await libraries.library(.onnxruntime, by: "ann")
            #expect(onnx.warnings.isEmpty)
            let xgboost = try await libraries.library(.xgboost, madeWith: "2.1.4", by: "ann")
            #expect(xgboost.version == "2.1.4" || !xgboost.warnings.isEmpty)
            for runtime in try await shelf.list() {
                #expect(runtime.license?.isEmpty == false)
                #expect(try FileContent.hash(of: runtime.library) == runtime.hash)
            }
            let none = await failure { try await shelf.install(.onnxruntime, version: "1.16.3", by: "ann") }
            #expect(none?.code == .unsupported || none?.code == .notFound)
            await builder.stop()
        }
    }
}
