import Foundation
import Glibc
import LinuxSystem
import Testing

/// Homes that cannot be written and disks that fill up: a sentence, and nothing lost.
@Suite struct DiskTests {
    @Test(.ends) func anUnwritableHomeIsNamed() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "atelier-not-a-folder-\(UUID().uuidString)")
        try Data().write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try await Box.with(home: file) { box in
            let outcome = try await box.run("job", "list")
            #expect(outcome.code == 69)
            #expect(outcome.errors.contains(file.path))
            #expect(outcome.errors.contains("ATELIER_HOME"))
            #expect(outcome.errors.split(separator: "\n").count <= 2, "\(outcome.errors)")
        }
    }

    @Test(.ends, .enabled(if: geteuid() == 0, "mounting a small disk needs root"))
    func aFullDiskIsToldAndLosesNothing() async throws {
        try await SmallDisk.with(megabytes: 24) { disk in
            try await Box.with(home: disk.appending(path: "home")) { box in
                let before = try await box.submit(try box.writeJob("before", command: "echo before"))
                _ = try await box.stream(before)
                try box.write("", to: "go/.keep")
                let during = try await box.submit(
                    try box.writeJob(
                        "during",
                        command: """
                            echo waiting
                            while [ ! -e \(box.root.path)/go/now ]; do sleep 0.05; done
                            for line in $(seq 2000); do echo line $line; done
                            touch \(box.root.path)/go/over
                            """))
                try await box.waitForLog(of: during, containing: "waiting")
                let engine = try #require(try box.engine())

                let filler = disk.appending(path: "filler")
                try SmallDisk.fill(filler)
                for command in Self.writes {
                    let refused = try await box.run(command)
                    #expect(refused.code == 69, "\(command): \(refused.status) \(refused.output)")
                    #expect(refused.errors.contains("disk is full"), "\(command): \(refused.errors)")
                }
                #expect(try await box.status(of: before) == "Completed")
                // A job that ends now has nowhere to tell it: it is told when there is room again.
                try box.write("", to: "go/now")
                try await box.wait(for: "go/over")

                try FileManager.default.removeItem(at: filler)
                #expect(try await box.stream(during).code == 0)
                #expect(try await box.status(of: during) == "Completed")
                let after = try await box.submit(try box.writeJob("after", command: "echo after"))
                #expect(try await box.stream(after).output.contains("after"))
                #expect(try await box.atelier("job", "list", "--query", "length(@)") == "3")
                #expect(try box.engine()?.identity == engine.identity)
            }
        }
    }

    private static let writes = [
        ["compute", "create", "--name", "more", "--type", "amlcompute", "--size", "Standard_DS2_v2"],
        ["workspace", "create", "--name", "another"],
        ["job", "create", "--file", "before.yml"],
    ]
}

/// A RAM disk of a few megabytes, mounted for one test.
private enum SmallDisk {
    static func with(megabytes: Int, _ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "atelier-disk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try run("/bin/mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", folder.path)
        do {
            try await body(folder)
        } catch {
            try? unmount(folder)
            throw error
        }
        try unmount(folder)
    }

    /// Writes until nothing more fits.
    static func fill(_ file: URL) throws {
        try Data().write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        defer { try? handle.close() }
        for size in [1 << 20, 4096, 1] {
            let block = Data(count: size)
            while (try? handle.write(contentsOf: block)) != nil {}
        }
    }

    private static func unmount(_ folder: URL) throws {
        try run("/bin/umount", "--lazy", folder.path)
        try FileManager.default.removeItem(at: folder)
    }

    private static func run(_ program: String, _ arguments: String...) throws {
        let process = try Process.run(URL(filePath: program), arguments: arguments)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Box.Failure("\(program) exited \(process.terminationStatus)")
        }
    }
}
