import Domain
import Engine
import Foundation
import Testing

@Suite struct ArtifactTests {
    private static let root = "/api/2.0/mlflow-artifacts/artifacts"

    @Test func filesComeBackAsTheyWent() async throws {
        try await TrackingFixture.with { door in
            let id = try await door.run()
            let big = Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
            #expect(try await door.send("PUT", "\(Self.root)/0/\(id)/artifacts/d/b%C3%A9%20100%25.bin", body: big).text == "{}")
            let back = try await door.send("GET", "\(Self.root)/0/\(id)/artifacts/d/b%C3%A9%20100%25.bin")
            #expect(back.status == 200 && back.body == big)
            #expect(back.headers["content-type"] == "application/octet-stream" && back.headers["content-length"] == "3000000")
            #expect(try await door.send("PUT", "\(Self.root)/0/\(id)/artifacts/d/empty").text == "{}")
            let proxied = try await door.send("GET", "\(Self.root)?path=0%2F\(id)%2Fartifacts%2Fd").json["files"]
            #expect(proxied == [
                ["path": "bé 100%.bin", "is_dir": false, "file_size": 3_000_000], ["path": "empty", "is_dir": false, "file_size": 0],
            ])
            let listed = try await door.get("artifacts/list?run_id=\(id)&path=d").json
            #expect(listed["root_uri"] == .string("mlflow-artifacts:/0/\(id)/artifacts"))
            guard case .array(let files)? = listed["files"] else { return #expect(Bool(false), "no files") }
            #expect(files.first?["path"] == "d/bé 100%.bin")
            #expect(try await door.get("artifacts/list?run_id=\(id)").json["files"] == [["path": "d", "is_dir": true]])
            #expect(try await door.send("GET", "/get-artifact?run_id=\(id)&path=d/empty").status == 200)
            #expect(try await door.send("DELETE", "\(Self.root)/0/\(id)/artifacts/d").status == 200)
            let gone = try await door.send("GET", "\(Self.root)/0/\(id)/artifacts/d/empty")
            #expect(gone.status == 404 && gone.code == "RESOURCE_DOES_NOT_EXIST")
        }
    }

    /// A name that starts with a combining mark makes one character with the slash before it.
    @Test func namesAreCutAtSlashesOnly() async throws {
        try await TrackingFixture.with { door in
            let id = try await door.run()
            let path = "\(Self.root)/0/\(id)/artifacts/d/%CC%81e/%CC%81f"
            let put = try await door.send("PUT", path, body: Data("x".utf8))
            #expect(put.status == 200, "\(put.text)")
            #expect(try await door.send("GET", path).body == Data("x".utf8))
            let listed = try await door.get("artifacts/list?run_id=\(id)&path=d/%CC%81e").json["files"]
            #expect(listed == [["path": "d/\u{301}e/\u{301}f", "is_dir": false, "file_size": 1]])
            let runs = door.home.workspace("default") + "/tracking/runs/\(id)"
            let folders = try FileManager.default.contentsOfDirectory(atPath: runs)
            #expect(folders == ["artifacts"])
        }
    }

    @Test func aJobsArtifactsLieInItsFolder() async throws {
        try await TrackingFixture.with { door in
            try await door.openJob("j1")
            let token = door.tokens.issue(for: "j1")
            let experiment = try await door.get("runs/get?run_id=j1").json["run"]?["info"]?["experiment_id"]?.stringValue ?? ""
            let put = try await door.send(
                "PUT", "\(Self.root)/\(experiment)/j1/artifacts/notes/a.txt", body: Data("hello".utf8), token: token)
            #expect(put.status == 200)
            let file = door.home.job("j1", in: "default").artifacts + "/notes/a.txt"
            #expect(FileManager.default.contents(atPath: file) == Data("hello".utf8))
        }
    }

    @Test(arguments: [
        "../../../secret", "..%2f..%2fsecret", "%2e%2e/%2e%2e/secret", "%252e%252e/secret", "a/..%5c..%5csecret", "a%00b", "a%23b", "a%3Fb", "a\\..\\b", "%C0%AE%C0%AE/secret",
        "..%2F%CC%81secret",
    ])
    func noPathLeavesTheRun(path: String) async throws {
        try await TrackingFixture.with { door in
            let id = try await door.run()
            try Data("s".utf8).write(to: URL(fileURLWithPath: door.home.root + "/secret"))
            for method in ["GET", "PUT", "DELETE"] {
                let answer = try await door.send(method, "\(Self.root)/0/\(id)/artifacts/\(path)", body: Data("x".utf8))
                #expect([400, 404].contains(answer.status), "\(method) \(path): \(answer.status)")
            }
            #expect(try await door.send("GET", "\(Self.root)?path=0/\(id)/artifacts/\(path)").status >= 400)
            #expect(FileManager.default.contents(atPath: door.home.root + "/secret") == Data("s".utf8))
        }
    }

    @Test(arguments: ["/etc/passwd", "%2fetc%2fpasswd", ".//etc/./passwd"])
    func moreSlashesStayInTheRun(path: String) async throws {
        try await TrackingFixture.with { door in
            let id = try await door.run()
            let put = try await door.send("PUT", "\(Self.root)/0/\(id)/artifacts/\(path)", body: Data("x".utf8))
            #expect(put.status == 200)
            #expect(try await door.get("artifacts/list?run_id=\(id)&path=etc").text.contains("etc/passwd"))
        }
    }

    @Test func symbolicLinksDoNotLeadOut() async throws {
        try await TrackingFixture.with { door in
            try await door.openJob("j1")
            let folder = door.home.job("j1", in: "default").artifacts
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(atPath: folder + "/out", withDestinationPath: door.home.root)
            try FileManager.default.createSymbolicLink(atPath: folder + "/db", withDestinationPath: door.home.database)
            let experiment = try await door.get("runs/get?run_id=j1").json["run"]?["info"]?["experiment_id"]?.stringValue ?? ""
            let base = "\(Self.root)/\(experiment)/j1/artifacts"
            #expect(try await door.send("GET", "\(base)/db").status == 400)
            #expect(try await door.send("GET", "\(base)/out/secrets/tracking.key").status == 400)
            #expect(try await door.send("PUT", "\(base)/out/new/x", body: Data("x".utf8)).status == 400)
            #expect(!FileManager.default.fileExists(atPath: door.home.root + "/new"))
        }
    }
}
