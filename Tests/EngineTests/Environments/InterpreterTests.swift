import Domain
@testable import Engine
import Foundation
import Synchronization
import Testing

@Suite struct InterpreterTests {
    private static let box = ["3.8.18", "3.9.18", "3.10.13", "3.11.7", "3.11.2", "3.13.0", "2.7.18"]
        .compactMap { text in PythonVersion(text).map { Interpreter(path: "/p/\(text)", version: $0) } }

    /// Where a Python is found says nothing about how near it is.
    private static let orders = [box, box.reversed(), box.sorted { $0.version < $1.version }]

    @Test(arguments: [
        ("=3.10", "3.10.13"), ("=3.11", "3.11.7"), ("=3.11.2", "3.11.2"), (">=3.8,<3.11", "3.10.13"),
        (">=3.12", "3.13.0"), ("=3.12", nil), ("=3.11.9", nil), ("=2.7", "2.7.18"), ("=3", "3.10.13"),
    ])
    func theFittingOne(_ asked: String, _ version: String?) {
        let request = PythonRequest(conda: asked)
        for box in Self.orders {
            #expect(Interpreter.fitting(request, among: box)?.version.description == version)
        }
    }

    @Test(arguments: [
        ("3.12", "3.13.0"), ("3.14", "3.13.0"), ("3.7", "3.8.18"), ("3.11.9", "3.11.7"), ("3.11.4", "3.11.2"),
        ("3.10", "3.10.13"),
    ])
    func theNearestOne(_ wanted: String, _ version: String) throws {
        let wanted = try #require(PythonVersion(wanted))
        for box in Self.orders {
            #expect(Interpreter.nearest(to: wanted, among: box)?.version.description == version)
        }
    }

    @Test(arguments: [
        (
            """
            error: Failed to install cpython-3.9.25-linux-x86_64-gnu
              cause: error sending request for url (https://github.com/x)
              cause: Connection refused (os error 111)
            """, "its download failed (Connection refused (os error 111))"
        ),
        ("error: Failed\n  Caused by: Request failed\n  Caused by: dns error\n", "its download failed (dns error)"),
        ("error: No download found for request: cpython-3.1\n", "its download failed (error: No download found for request: cpython-3.1)"),
        ("", "its download failed"),
    ])
    func aDownloadThatFailedSaysItsLastCause(_ said: String, _ reason: String) {
        #expect(PythonDownloads.reason(in: said) == reason)
    }

    @Test func nothingAskedMeansAzuresPythonOrTheNearest() {
        #expect(Interpreter.fitting(nil, among: Self.box)?.version == PythonVersion(3, 10, 13))
        #expect(Interpreter.fitting(nil, among: [Interpreter(path: "/p", version: PythonVersion(3, 12, 1))]) != nil)
        #expect(Interpreter.fitting(nil, among: []) == nil)
    }

    @Test func shimsAreNotInterpretersAndAProgramIsAskedOnce() async throws {
        try await AssetFixture.run { fixture in
            let files = FileManager.default
            let bin = fixture.path("bin")
            let versions = fixture.path("versions")
            try fixture.write("#!/bin/sh\nexit 1", to: "\(bin)/python3")
            try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(bin)/python3")
            try fixture.write("", to: "\(versions)/3.11.7/bin/keep")
            // Any program will do: the prober is scripted.
            try files.copyItem(atPath: "/usr/bin/env", toPath: "\(versions)/3.11.7/bin/python3.11")
            try files.createSymbolicLink(
                atPath: "\(versions)/3.11.7/bin/python3", withDestinationPath: "python3.11")
            let prober = ScriptedProber(version: PythonVersion(3, 11, 7))
            let finder = InterpreterFinder(
                places: InterpreterPlaces(programs: [bin], collections: [versions, "/nowhere"]), prober: prober)
            for _ in 0..<3 {
                let found = try await finder.all()
                #expect(found.map(\.version) == [PythonVersion(3, 11, 7)])
                #expect(found.first?.path.hasSuffix("/python3.11") == true)
            }
            #expect(prober.asked.withLock { $0 } == 1)
        }
    }
}

final class ScriptedProber: InterpreterProbing {
    let asked = Mutex(0)
    private let answer: PythonVersion?

    init(version: PythonVersion?) {
        answer = version
    }

    func version(of path: String) async throws -> PythonVersion? {
        asked.withLock { $0 += 1 }
        return answer
    }
}
