import Foundation
import Glibc
import LinuxSystem
import Testing

/// What people do to a box without meaning harm: everybody at once, and a file that is larger than its memory.
@Suite(.serialized) struct HostileTests {
    @Test(.ends) func eightCommandsAtOnceStartOneEngine() async throws {
        try await Box.with { box in
            try box.write("w", to: "model/weights")
            let file = try box.write("w", to: "model/weights")
            func together(_ arguments: String...) async throws -> [Box.Outcome] {
                let running = try (0..<8).map { _ in
                    try box.start(Box.programs.appending(path: "atelier").path, arguments)
                }
                var outcomes: [Box.Outcome] = []
                for one in running { outcomes.append(try await one.end()) }
                return outcomes
            }
            // No engine runs yet.
            let versions = try await together("model", "create", "--name", "m", "--path", file, "--query", "version", "-o", "tsv")
            #expect(versions.map(\.code) == Array(repeating: 0, count: 8), "\(versions.map(\.errors))")
            #expect(Set(versions.map(\.trimmed)) == Set((1...8).map(String.init)))
            #expect(box.processes().filter { $0.command.contains("atelierd") }.count == 1)
            #expect(box.engineLog.split(separator: "\n").filter { $0.hasSuffix("ready") }.count == 1)

            // Who registers the same is given it; who registers something else under its number is refused.
            let same = try await together(
                "model", "create", "--name", "m", "--version", "v", "--path", file, "--query", "version", "-o", "tsv")
            #expect(same.map { "\($0.code) \($0.trimmed)" } == Array(repeating: "0 v", count: 8), "\(same.map(\.errors))")
            let other = try box.write("x", to: "model/others")
            let refused = try await together("model", "create", "--name", "m", "--version", "v", "--path", other)
            for one in refused {
                #expect(one.code == 1 && one.output.isEmpty)
                #expect(one.errors.hasPrefix("error: model m:v exists already; a version never changes\nhint: "))
            }
            let job = try box.writeJob("job", command: "true")
            let jobs = try await together("job", "create", "--file", job, "--name", "same", "-o", "none")
            #expect(jobs.map(\.code).sorted() == [0, 1, 1, 1, 1, 1, 1, 1])
            _ = try await box.stream("same")
            let deletions = try await together("job", "delete", "--name", "same", "--yes")
            #expect(deletions.map(\.code).sorted() == [0, 3, 3, 3, 3, 3, 3, 3])
        }
    }

    private static let refusals: [(redirection: String, code: Int32, reason: String?)] = [
        ("> /dev/full", 69, "no space left on device"), (">&-", 69, "bad file descriptor"), ("| true", 0, nil), ("2>&-", 0, nil),
        ("< /dev/null", 0, nil), ("<&-", 0, nil),
    ]

    @Test(.ends, arguments: refusals)
    func anOutputThatTakesNothingIsTold(redirection: String, code: Int32, reason: String?) async throws {
        let errors = reason.map {
            "error: cannot write to standard output: \($0)\nhint: is there room where it goes, and is it open?\n"
        }
        try await Box.with { box in
            for words in ["schema", "--help", "completion bash"] {
                let atelier = Box.programs.appending(path: "atelier").path
                let outcome = try await box.start("bash", ["-c", "\(atelier) \(words) \(redirection)"]).end()
                #expect(outcome.code == code, "\(words) \(redirection): \(outcome.errors)")
                #expect(outcome.errors == errors ?? "", "\(words) \(redirection)")
            }
            // What is said on the way goes nowhere, and into no socket.
            let job = try box.writeJob("warned", command: "true", more: "identity: {type: managed}")
            let path = Box.programs.appending(path: "atelier").path
            let create = try await box.start("bash", ["-c", "\(path) job create --file \(job) --stream --query status 2>&-"]).end()
            #expect(create.code == 0)
            #expect(create.trimmed.hasSuffix("\"Completed\""))
        }
    }

    /// Two gigabytes of nothing but the first and the last byte: what takes no room on the disk takes none when it is
    /// copied, and no memory on its way.
    @Test(.ends) func anOutputOfTwoGigabytesIsUsedDownloadedAndDeleted() async throws {
        try await Box.with { box in
            let large = try box.writeJob(
                "large", command: "truncate -s 2G ${{outputs.data}}/big\nprintf end >> ${{outputs.data}}/big",
                more: "outputs:\n  data: {type: uri_folder, name: big}\n")
            let name = try await box.submit(large)
            #expect(try await box.stream(name).code == 0)
            let size = (Int64(2) << 30) + 3
            #expect(try await box.atelier("data", "show", "--name", "big", "--version", "1", "--query", "path").contains(name))

            let next = try box.writeJob(
                "next", command: "stat -c %s ${{inputs.data}}/big\ntail -c 3 ${{inputs.data}}/big\nexit 0",
                more: "inputs:\n  data: {type: uri_folder, path: azureml:big:1, mode: download}\n")
            let stream = try await box.stream(try await box.submit(next))
            #expect(stream.code == 0)
            #expect(stream.output.contains("\(size)\nend"))

            try await box.atelier(
                "job", "download", "--name", name, "--output-name", "data", "--download-path", box.root.path + "/got")
            let got = box.root.path + "/got/named-outputs/data/big"
            var status = stat()
            #expect(stat(got, &status) == 0 && Int64(status.st_size) == size)
            #expect(Int64(status.st_blocks) * 512 < 1 << 20)
            let file = try FileDescriptor.open(got)
            #expect(try file.read(at: size - 3, count: 8) == Array("end".utf8))

            // The engine never held it.
            let engine = try #require(try box.engine())
            let memory = String(decoding: try DurableFile.read("/proc/\(engine.identity.pid)/status"), as: UTF8.self)
            let peak = try #require(memory.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
            #expect(try #require(Int64(peak.filter(\.isNumber))) < 512 << 10, "\(peak)")

            try await box.atelier("data", "delete", "--name", "big", "--version", "1", "--yes")
            try await box.atelier("job", "delete", "--name", name, "--yes")
        }
    }

    /// A job may fill its output with what no path and no text can name; it is downloaded as far as it can be, and goes.
    @Test(.ends) func anOutputOfOddFilesIsDownloadedAndDeleted() async throws {
        try await Box.with { box in
            let script = """
                cd ${{outputs.data}}
                touch $'no-utf-8-\\xff' $'line\\nfeed' $'\\x1b[31m' ./-rf
                ln -s . ring; ln -s nowhere dangling; mkfifo pipe
                mkdir closed; touch closed/file; chmod 500 closed
                """
            let file = try box.writeJob("odd", command: script, more: "outputs:\n  data: {type: uri_folder}\n")
            let name = try await box.submit(file)
            #expect(try await box.stream(name).code == 0)
            let download = try await box.run(
                "job", "download", "--name", name, "--all", "--download-path", box.root.path + "/got")
            #expect(download.code == 0, "\(download.errors)")
            #expect(download.errors.contains("/pipe is a pipe, a socket or a device and was left out\n"))
            let names = try RawPath(box.root.path + "/got/named-outputs/data").names()
            #expect(names.count == 7)
            #expect(names.filter { $0.text == nil }.map(\.shown) == ["no-utf-8-\u{FFFD}"])
            let deletion = try await box.run("job", "delete", "--name", name, "--yes")
            #expect(deletion.code == 0, "\(deletion.errors)")
            let left = try FileManager.default.contentsOfDirectory(
                atPath: box.home.appending(path: "workspaces/default/jobs").path)
            #expect(left.isEmpty)
            try FileRemoval.remove(box.root.path + "/got")
        }
    }
}
