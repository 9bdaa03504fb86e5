import Domain
import Foundation
import Logging
import Testing

@testable import Engine

@Suite struct ToolInstallerTests {
    private let clock = ManualClock()

    private func installer(_ fixture: AssetFixture, home: HomeLayout? = nil) -> ToolInstaller {
        ToolInstaller(
            home: home ?? fixture.home, variables: ["PATH": "\(fixture.path("bin")):/usr/bin:/bin", "FIXTURE": fixture.path("")],
            clock: clock.clock, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    private func program(_ script: String, at path: String, in fixture: AssetFixture) throws -> String {
        try fixture.write("#!/bin/bash\n\(script)\n", to: path)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    /// Pythons that are scripts: each writes down what it was asked.
    private func pythons(_ fixture: AssetFixture, count: Int = 1, _ script: String) throws -> [Interpreter] {
        try (0..<count).map { number in
            let path = try program(
                "echo \"$@\" >> \"$FIXTURE/calls\"\n\(script)", at: fixture.path("python\(number)"), in: fixture)
            return Interpreter(path: path, version: PythonVersion(3, 11, number))
        }
    }

    private func calls(_ fixture: AssetFixture) throws -> [Substring] {
        try fixture.read(fixture.path("calls")).split(separator: "\n")
    }

    private static let refusing = """
        echo "WARNING: something" >&2; echo "ERROR: No matching distribution found for uv" >&2; exit 1
        """

    @Test func uvIsInstalledOnceForAllWhoAsk() async throws {
        try await AssetFixture.run { fixture in
            let found = try pythons(
                fixture, """
                    while [ "$1" != --target ]; do shift; done
                    mkdir -p "$2/bin"; echo '#!/bin/sh' > "$2/bin/uv"; chmod +x "$2/bin/uv"
                    """)
            let installer = installer(fixture)
            let tools = try await withThrowingTaskGroup(of: BuildTool.self) { group in
                for _ in 0..<4 { group.addTask { try await installer.tool { found } } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(tools == Array(repeating: .uv("\(fixture.home.tools)/uv/bin/uv"), count: 4))
            let call = try #require(try calls(fixture).first)
            #expect(try calls(fixture).count == 1)
            #expect(call.hasPrefix("-m pip install --quiet --timeout 15 --retries 1 --target "))
            #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.home.tools) == ["uv"])
        }
    }

    @Test func aRefusalIsRememberedForAWhile() async throws {
        try await AssetFixture.run { fixture in
            let found = try pythons(fixture, count: 4, Self.refusing)
            let installer = installer(fixture)
            let refused = BuildTool.pip(because: "pip of Python 3.11.1 says 'No matching distribution found for uv'")
            for _ in 0..<2 {
                #expect(try await installer.tool { found } == refused)
                #expect(try calls(fixture).count == 3)
            }
            clock.advance(by: 601)
            #expect(try await installer.tool { found } == refused)
            #expect(try calls(fixture).count == 6)
            // One that somebody installs meanwhile serves at once.
            let uv = try program("echo uv 0.9.1", at: fixture.path("bin/uv"), in: fixture)
            #expect(try await installer.tool { found } == .uv(uv))
            #expect(try calls(fixture).count == 6)
        }
    }

    @Test func withoutANetworkOnePythonIsEnough() async throws {
        try await AssetFixture.run { fixture in
            let found = try pythons(
                fixture, count: 3, "echo \"broken by 'NewConnectionError(Connection refused)'\"; \(Self.refusing)")
            let tool = try await installer(fixture).tool { found }
            #expect(tool == .pip(because: "the package index cannot be reached"))
            #expect(try calls(fixture).count == 1)
        }
    }

    @Test func aPythonWithoutPipAndVenvSaysWhatToInstall() async throws {
        try await AssetFixture.run { fixture in
            let found = try pythons(
                fixture, """
                    [ "$2" = pip ] && echo "$0: No module named pip" && exit 1
                    echo "The virtual environment was not created successfully because ensurepip is not available."; exit 1
                    """)
            let tool = try await installer(fixture).tool { found }
            guard case .pip(let reason) = tool else { return #expect(Bool(false), "\(tool)") }
            #expect(reason.contains("install python3-venv (python3.11-venv on Debian and Ubuntu)"))
            let none = try await self.installer(fixture).tool { [] }
            #expect(none == .pip(because: "there is no Python from 3.8 on to install it with"))
        }
    }

    @Test func aFolderThatCannotBeWrittenIsNoFailure() async throws {
        try await AssetFixture.run { fixture in
            let found = try pythons(fixture, Self.refusing)
            // A file where the folder should be refuses root too.
            let home = HomeLayout(root: try fixture.write("", to: fixture.path("home")))
            let tool = try await installer(fixture, home: home).tool { found }
            guard case .pip(let reason) = tool else { return #expect(Bool(false), "\(tool)") }
            #expect(reason.hasPrefix("cannot create \(home.tools): "), "\(reason)")
            #expect(!fixture.exists(fixture.path("calls")))
        }
    }

    @Test func anInstallationThatHangsIsEndedInTime() async throws {
        try await AssetFixture.run { fixture in
            let found = try pythons(fixture, "sleep 600 & sleep 600")
            let installer = installer(fixture)
            async let tool = installer.tool { found }
            await clock.sleepers(1)
            clock.advance(by: 180)
            #expect(try await tool == .pip(because: "its installation took longer than 180 s"))
        }
    }

    @Test func whoWaitsMayLeaveAndTheOthersGetIt() async throws {
        try await AssetFixture.run { fixture in
            let found = try pythons(fixture, "sleep 600")
            let installer = installer(fixture)
            let waiting = (0..<2).map { _ in Task { try await installer.tool { found } } }
            await clock.sleepers(1)
            waiting[0].cancel()
            await #expect(throws: CancellationError.self) { try await waiting[0].value }
            clock.advance(by: 180)
            #expect(try await waiting[1].value == .pip(because: "its installation took longer than 180 s"))

            clock.advance(by: 601)
            let last = Task { try await installer.tool { found } }
            await clock.sleepers(1)
            await installer.stop()
            await #expect(throws: CancellationError.self) { try await last.value }
        }
    }
}
