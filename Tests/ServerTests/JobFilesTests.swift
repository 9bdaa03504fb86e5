import Client
import ControlAPI
import Domain
import Engine
import Foundation
import Testing

@Suite(.serialized) struct JobFilesTests {
    private func withJob(
        _ command: String, _ body: @escaping @Sendable (OpenDoor, JobName) async throws -> Void
    ) async throws {
        try await OpenDoor.with { door in
            let code = "\(door.engine.context.home.root)/source"
            try FileManager.default.createDirectory(atPath: code + "/lib", withIntermediateDirectories: true)
            try Data("print(1)".utf8).write(to: URL(filePath: code + "/train.py"))
            try Data("x = 1\n".utf8).write(to: URL(filePath: code + "/lib/util.py"))
            try FileManager.default.createSymbolicLink(atPath: code + "/run.py", withDestinationPath: "lib/util.py")
            let work = CommandWork(
                command: command, code: code, environment: .inline(EnvironmentSpec(image: "python")),
                outputs: ["model": JobOutput(), "report": JobOutput(type: .uriFile)])
            let job = try await door.client.call(
                JobRoutes.create, ["workspace": "default"], body: JobSpec(work: .command(work)))
            let end = try await door.client.call(JobRoutes.wait, ["workspace": "default", "job": job.name.rawValue])
            try #require(end.status == .completed, "\(end.reason ?? "")")
            try await body(door, job.name)
        }
    }

    @Test func foldersAreLookedInto() async throws {
        try await withJob(
            "echo hello > outputs/a.txt; echo weights > ${{outputs.model}}/w.bin; echo r > ${{outputs.report}}"
        ) { door, job in
            func names(_ path: String) async throws -> [String] {
                try await door.files(path, of: job).map { "\($0.name)\($0.isFolder ? "/" : " \($0.size.bytes)")" }
            }
            #expect(try await names("") == ["artifacts/", "code/", "outputs/"])
            #expect(try await names("artifacts") == ["logs/", "outputs/", "system_logs/", "user_logs/"])
            #expect(try await names("artifacts/outputs") == ["a.txt 6"])
            #expect(try await names("artifacts/outputs/a.txt") == ["a.txt 6"])
            #expect(try await names("outputs") == ["model/", "report 2"])
            #expect(try await names("outputs/model/") == ["w.bin 8"])
            let code = try await door.files("code", of: job)
            let shown = code.map { "\($0.name)\($0.isFolder ? "/" : "")" }
            #expect(shown == ["lib/", "run.py", "train.py"])
            #expect(try await names("code/lib") == ["util.py 6"])
        }
    }

    @Test func aStretchOfAFileIsRead() async throws {
        try await withJob("seq 1 200000 > outputs/big.txt; echo r > ${{outputs.report}}") { door, job in
            let whole = (1...200_000).map { "\($0)\n" }.joined()
            let size = Int64(whole.utf8.count)
            let big = "artifacts/outputs/big.txt"
            let all = try await door.read(big, of: job)
            #expect(all == whole)
            let stretch = try await door.read(big, of: job, from: 2, count: 5)
            #expect(stretch == "2\n3\n4")
            let end = try await door.read(big, of: job, from: size - 3)
            #expect(end == "00\n")
            let beyond = try await door.read(big, of: job, from: size + 10)
            #expect(beyond == "")
            let report = try await door.read("outputs/report", of: job)
            #expect(report == "r\n")
            let code = try await door.read("code/train.py", of: job) + door.read("code/run.py", of: job)
            #expect(code == "print(1)x = 1\n")
        }
    }

    @Test func nothingOutsideTheJobIsReached() async throws {
        try await withJob("ln -s /etc outputs/etc; ln -s a.txt outputs/b.txt; echo a > outputs/a.txt") { door, job in
            let listed = try await door.files("artifacts/outputs", of: job)
            let shown = listed.map { "\($0.name)\($0.isFolder ? "/" : "")" }
            #expect(shown == ["a.txt", "b.txt", "etc"])
            let linked = try await door.read("artifacts/outputs/b.txt", of: job)
            #expect(linked == "a\n")
            for path in [
                "artifacts/outputs/etc/passwd", "artifacts/outputs/etc", "artifacts/../runner.json", "code/../x",
                "outputs/model/../../x", "../x", "outputs/other", "runner.json", "artifacts/none", "artifacts",
            ] {
                do {
                    let read = try await door.read(path, of: job)
                    Issue.record("\(path) was read: \(read.prefix(20))")
                } catch let error as AtelierError {
                    #expect(error.code == .invalidArgument || error.code == .notFound, "\(path): \(error)")
                }
            }
            do {
                _ = try await door.files("artifacts/outputs/etc", of: job)
                Issue.record("a folder outside was listed")
            } catch let error as AtelierError {
                #expect(error.code == .invalidArgument)
            }
        }
    }
}

extension OpenDoor {
    fileprivate func files(_ path: String, of job: JobName) async throws -> [FileEntry] {
        try await client.call(
            JobRoutes.files, ["workspace": "default", "job": job.rawValue], query: ["path": path])
    }

    fileprivate func read(
        _ path: String, of job: JobName, from offset: Int64 = 0, count: Int64? = nil
    ) async throws -> String {
        var bytes: [UInt8] = []
        try await client.readFile(path, of: job, in: "default", from: offset, count: count) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}
