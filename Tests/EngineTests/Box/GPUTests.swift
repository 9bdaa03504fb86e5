import Domain
import Foundation
import Testing

@testable import Engine

@Suite struct GPUTests {
    @Test func theToolsAnswerIsRead() {
        let loads = GPULoad.parse("""
            0, NVIDIA A100-SXM4-40GB, 83, 20480, 40960, 61, 291.45
            1, Odd, Name, [N/A], 512, 1024, [Not Supported], [N/A]
            NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.

            """)
        #expect(
            loads == [
                GPULoad(
                    index: 0, name: "NVIDIA A100-SXM4-40GB", utilisation: 0.83,
                    memory: Usage(used: .gibibytes(20), total: .gibibytes(40)), temperature: 61, power: 291.45),
                GPULoad(
                    index: 1, name: "Odd, Name", utilisation: 0,
                    memory: Usage(used: .gibibytes(0.5), total: .gibibytes(1))),
            ])
        #expect(GPULoad.parse("") == [])
    }

    @Test func aBoxWithoutTheToolHasNone() async {
        let clock = ManualClock()
        #expect(await GPUProbe(clock: clock.clock, environment: ["PATH": "/nowhere"]).loads() == [])
    }

    @Test func theToolIsAsked() async throws {
        let folder = try Tool("echo \"0, $1, 50, 1, 2, 3, 4\"")
        let loads = await GPUProbe(clock: ManualClock().clock, environment: folder.environment).loads()
        #expect(loads.map(\.utilisation) == [0.5])
        #expect(loads.first?.name.hasPrefix("--query-gpu=index, name, utilization.gpu") == true)
    }

    @Test func oneThatHangsIsGivenUpAndLeftInPeace() async throws {
        let clock = ManualClock()
        let folder = try Tool("echo >> \(Tool.mark); mkfifo f; read x < f")
        let probe = GPUProbe(clock: clock.clock, environment: folder.environment)
        async let loads = probe.loads()
        await clock.sleepers(1)
        clock.advance(by: 2)
        #expect(await loads == [])
        // No sleeper this time: nothing is started.
        #expect(await probe.loads() == [])
    }

    @Test func oneThatFailsIsNotAskedForAMinute() async throws {
        let clock = ManualClock()
        let folder = try Tool("echo x >> \"\(Tool.mark)\"; exit 9")
        let probe = GPUProbe(clock: clock.clock, environment: folder.environment)
        #expect(await probe.loads() == [])
        #expect(await probe.loads() == [])
        #expect(folder.calls == 1)
        clock.advance(by: 60)
        #expect(await probe.loads() == [])
        #expect(folder.calls == 2)
    }
}

/// A program called `nvidia-smi` in a folder of its own.
private final class Tool: Sendable {
    /// A file in the tool's folder, where it can leave a mark of each call.
    static let mark = "${0%/*}/calls"

    private let folder: URL

    init(_ script: String) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "atelier-smi-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let program = folder.appending(path: "nvidia-smi")
        let text = folder.appending(path: "text")
        try Data("#!/bin/bash\ncd \"${0%/*}\"\n\(script)\n".utf8).write(to: text)
        // By another process: one that is started while we have the file open would keep it busy for whoever runs it.
        let install = try Process.run(
            URL(filePath: "/usr/bin/install"), arguments: ["-m", "755", text.path, program.path])
        install.waitUntilExit()
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var environment: [String: String] { ["PATH": "\(folder.path):/usr/bin:/bin"] }

    var calls: Int {
        (try? String(contentsOf: folder.appending(path: "calls"), encoding: .utf8))?.split(separator: "\n").count ?? 0
    }
}
