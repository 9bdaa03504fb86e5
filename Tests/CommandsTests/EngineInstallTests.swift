import Client
import ControlAPI
import Domain
import Foundation
import Testing

@testable import Commands

@Suite struct EngineInstallTests {
    @Test func theUnitLeavesJobsAloneAndFindsWhatTheShellFinds() {
        let unit = EngineInstall.unit(
            program: "/opt/a b/atelierd", home: "/data/100%/\"x\"",
            environment: ["XDG_RUNTIME_DIR": "/run/user/7", "XDG_CONFIG_HOME": ""])
        let lines = unit.split(separator: "\n").map(String.init)
        #expect(lines.contains("KillMode=process"))
        #expect(lines.contains("Restart=on-failure"))
        #expect(lines.contains("RestartPreventExitStatus=75"))
        #expect(lines.contains("Type=exec"), "the engine does not speak systemd's readiness protocol")
        #expect(lines.contains(#"ExecStart="/opt/a b/atelierd""#))
        #expect(lines.contains(#"Environment="ATELIER_HOME=/data/100%%/\"x\"""#))
        #expect(lines.contains(#"Environment="XDG_RUNTIME_DIR=/run/user/7""#))
        #expect(lines.contains("UnsetEnvironment=XDG_CONFIG_HOME"))
        #expect(lines.contains("WantedBy=default.target"))
    }

    @Test func aSocketFolderThatOthersCanChangeIsNotTrusted() async throws {
        let folder = "/tmp/atelier-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        chmod(folder, 0o777)
        let client = ControlClient(socket: folder + "/engine.sock", user: "ann")
        let error = await #expect(throws: AtelierError.self) { _ = try await client.call(EngineRoutes.status) }
        #expect(error?.message.contains("may be written by others") == true)
    }
}
