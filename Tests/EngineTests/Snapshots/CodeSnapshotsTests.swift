import Domain
import Engine
import Foundation
import Testing

@Suite struct CodeSnapshotsTests {
    @Test func keepsWhatIsNotIgnoredAndGivesItBackWritable() async throws {
        try await AssetFixture.run { fixture in
            let code = fixture.path("code")
            try fixture.write("print(1)", to: "\(code)/train.py")
            try fixture.write("x", to: "\(code)/lib/util.py")
            try fixture.write("no", to: "\(code)/data/big.bin")
            try fixture.write("no", to: "\(code)/.git/config")
            try fixture.write("data/\n", to: "\(code)/.gitignore")
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(code)/train.py")
            let snapshots = CodeSnapshots(fixture.context)
            let snapshot = try await snapshots.take(of: code)
            #expect(snapshot.fileCount == 3)
            let work = fixture.path("work")
            try await snapshots.materialise(snapshot.hash, at: work)
            #expect(try fixture.files(in: work) == [".gitignore", "lib/util.py", "train.py"])
            #expect(FileManager.default.isExecutableFile(atPath: "\(work)/train.py"))
            try fixture.write("print(2)", to: "\(work)/train.py")
            let second = fixture.path("second")
            try await snapshots.materialise(snapshot.hash, at: second)
            #expect(try fixture.read("\(second)/train.py") == "print(1)")
            #expect(try fixture.read("\(code)/train.py") == "print(1)")
        }
    }

    @Test func theHashFollowsContentAloneAndOnlyIt() async throws {
        try await AssetFixture.run { fixture in
            let snapshots = CodeSnapshots(fixture.context)
            try fixture.write("1", to: fixture.path("a/x.py"))
            try fixture.write("1", to: fixture.path("b/x.py"))
            let first = try await snapshots.take(of: fixture.path("a")).hash
            #expect(try await snapshots.take(of: fixture.path("b")).hash == first)
            #expect(try await snapshots.take(of: fixture.path("a")).hash == first)
            try fixture.write("2", to: fixture.path("a/x.py"))
            #expect(try await snapshots.take(of: fixture.path("a")).hash != first)
            try fixture.write("1", to: fixture.path("a/x.py"))
            #expect(try await snapshots.take(of: fixture.path("a")).hash == first)
            try FileManager.default.moveItem(atPath: fixture.path("b/x.py"), toPath: fixture.path("b/y.py"))
            #expect(try await snapshots.take(of: fixture.path("b")).hash != first)
            // Another process, with nothing remembered, reckons the same.
            #expect(try await CodeSnapshots(fixture.context).take(of: fixture.path("a")).hash == first)
        }
    }

    @Test func amlignoreWinsOverGitignore() async throws {
        try await AssetFixture.run { fixture in
            let code = fixture.path("code")
            try fixture.write("1", to: "\(code)/a.py")
            try fixture.write("1", to: "\(code)/b.py")
            try fixture.write("a.py", to: "\(code)/.gitignore")
            try fixture.write("b.py\n.*", to: "\(code)/.amlignore")
            let snapshots = CodeSnapshots(fixture.context)
            let snapshot = try await snapshots.take(of: code)
            try await snapshots.materialise(snapshot.hash, at: fixture.path("work"))
            #expect(try fixture.files(in: fixture.path("work")) == ["a.py"])
        }
    }

    @Test func linksStayInside() async throws {
        try await AssetFixture.run { fixture in
            let code = fixture.path("code")
            try fixture.write("1", to: "\(code)/sub/a.py")
            try fixture.write("secret", to: fixture.path("secret"))
            try fixture.write("secret", to: fixture.path("\u{301}secret"))
            let files = FileManager.default
            for (name, target) in [
                ("inside", "sub/a.py"), ("sub/up", "../sub/a.py"), ("outside", "../secret"),
                ("absolute", fixture.path("secret")), ("tricky", "sub/../../secret"),
                // One character with the slash before it, and still a slash.
                ("marked", "../\u{301}secret"),
            ] {
                try files.createSymbolicLink(atPath: "\(code)/\(name)", withDestinationPath: target)
            }
            let snapshots = CodeSnapshots(fixture.context)
            let snapshot = try await snapshots.take(of: code)
            #expect(snapshot.warnings.count == 4)
            #expect(snapshot.warnings.contains { $0.hasPrefix("outside links to ../secret") })
            try await snapshots.materialise(snapshot.hash, at: fixture.path("work"))
            #expect(try fixture.files(in: fixture.path("work")) == ["inside", "sub/a.py", "sub/up"])
            #expect(try fixture.read(fixture.path("work/inside")) == "1")
        }
    }

    @Test func aSingleFileIsCode() async throws {
        try await AssetFixture.run { fixture in
            try fixture.write("print()", to: fixture.path("train.py"))
            let snapshots = CodeSnapshots(fixture.context)
            let snapshot = try await snapshots.take(of: fixture.path("train.py"))
            try await snapshots.materialise(snapshot.hash, at: fixture.path("work"))
            #expect(try fixture.files(in: fixture.path("work")) == ["train.py"])
        }
    }

    @Test func aMissingFolderIsNamed() async throws {
        try await AssetFixture.run { fixture in
            let snapshots = CodeSnapshots(fixture.context)
            let error = await failure { try await snapshots.take(of: "/nowhere/src") }
            #expect(error?.code == .notFound)
            #expect(error?.message.contains("/nowhere/src") == true)
            let unknown = ContentHash(rawValue: String(repeating: "0", count: 64))
            #expect(await failure { try await snapshots.materialise(unknown, at: "/tmp/x") }?.code == .notFound)
        }
    }
}
