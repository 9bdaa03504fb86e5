import Commands
import ControlAPI
import Domain
import Foundation
import Testing

@Suite struct RuntimeCommandsTests {
    let bench = Bench()

    private static let runtime = InstalledRuntime(
        name: .xgboost, version: "2.1.4", package: "xgboost-cpu", library: "/home/runtimes/xgboost/2.1.4/libxgboost.so",
        hash: ContentHash(rawValue: "ab12"), license: "Apache-2.0", size: ByteCount(2_097_152), installedAt: Fixture.time,
        usedBy: ["default/iris/blue"])

    @Test func anInstallationIsWatchedToItsEnd() async throws {
        bench.engine.answer(
            "POST /v1/runtimes/xgboost/install?version=2.1.4",
            lines: [
                WorkReport<InstalledRuntime>.phase("downloading xgboost-cpu==2.1.4"), .log("Installed\n"),
                .done(Self.runtime),
            ])
        #expect(await bench.run("runtime", "install", "xgboost", "--version", "2.1.4") == 0)
        let shown = try JSONParser.parse(bench.console.output)
        #expect(shown["version"] == "2.1.4" && shown["license"] == "Apache-2.0" && shown["hash"] == "ab12")
    }

    @Test func whatFailsSaysWhyAfterItsLog() async {
        bench.engine.answer(
            "POST /v1/runtimes/onnxruntime/install",
            lines: [
                WorkReport<InstalledRuntime>.log("no such\u{1B}[31m index\n"),
                .failed(AtelierError(.unavailable, "the package index cannot be reached", hint: "check the network")),
            ])
        #expect(await bench.run("runtime", "install", "onnxruntime") == 69)
        #expect(bench.console.errors.contains("  | no such"))
        #expect(!bench.console.errors.contains("\u{1B}"))
        #expect(bench.console.errors.contains("error: the package index cannot be reached"))
    }

    @Test func anEngineThatStopsIsSaid() async {
        bench.engine.answer(
            "POST /v1/runtimes/xgboost/install", lines: [WorkReport<InstalledRuntime>.phase("downloading")])
        #expect(await bench.run("runtime", "install", "xgboost") == 69)
        #expect(bench.console.errors.contains("error: the engine stopped while it worked"))
    }

    @Test func theListSaysWhoUsesThem() async {
        bench.engine.answer("GET /v1/runtimes", [Self.runtime])
        #expect(await bench.run("runtime", "list") == 0)
        #expect(bench.console.output.contains("default/iris/blue") && bench.console.output.contains("2.1.4"))
    }

    @Test func removingTellsWhatWasFreed() async {
        bench.engine.answer("DELETE /v1/runtimes/xgboost/2.1.4", Self.runtime)
        #expect(await bench.run("runtime", "remove", "xgboost", "--version", "2.1.4") == 0)
        #expect(bench.console.errors.contains("XGBoost 2.1.4 removed, 2.0 MiB freed"))
        #expect(await bench.run("runtime", "remove", "tensorflow", "--version", "1") == 64)
    }
}
