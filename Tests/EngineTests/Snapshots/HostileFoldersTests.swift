import Domain
import Foundation
import Testing

@testable import Engine

/// Code folders that somebody who means ill, or does not care, has filled.
@Suite struct HostileFoldersTests {
    /// Puts a file of these bytes as a name into a folder.
    private func touch(_ name: [UInt8], in folder: String) {
        let path: [CChar] = folder.utf8CString.dropLast() + (Array("/".utf8) + name + [0]).map { CChar(bitPattern: $0) }
        close(open(path, O_WRONLY | O_CREAT, 0o600))
    }

    @Test func loopsPipesAndDevicesAreToldOrKeptAsLinks() async throws {
        try await AssetFixture.run { fixture in
            let code = fixture.path("code")
            try fixture.write("1", to: "\(code)/train.py")
            for (name, target) in [("self", "self"), ("here", "."), ("a", "b"), ("b", "a"), ("dangling", "nowhere")] {
                symlink(target, "\(code)/\(name)")
            }
            symlink("../code", "\(code)/up")
            mkfifo("\(code)/pipe", 0o600)
            link("\(code)/train.py", "\(code)/hard.py")
            let snapshots = CodeSnapshots(fixture.context)
            let snapshot = try await snapshots.take(of: code)
            #expect(
                snapshot.warnings.sorted() == [
                    "pipe is not a file and was left out",
                    "up links to ../code, outside the folder, and was left out; copy it in or declare it as an input",
                ])
            let work = fixture.path("work")
            try await snapshots.materialise(snapshot.hash, at: work)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: work).sorted() == [
                    "a", "b", "dangling", "hard.py", "here", "self", "train.py",
                ])
            #expect(try fixture.read("\(work)/hard.py") == "1")
            // The two names are two files now: what a job writes to one leaves the other alone.
            try fixture.write("2", to: "\(work)/hard.py")
            #expect(try fixture.read("\(work)/train.py") == "1")
        }
    }

    @Test func everyNameThatIsTextComesBackAndOneThatIsNotIsTold() async throws {
        try await AssetFixture.run { fixture in
            let code = fixture.path("code")
            let names = [
                "a b", "line\nfeed", "\u{1B}[31mred", "-rf", "naïve 🦊", "e\u{301}", "*", "$HOME", "\\", "..x",
                String(repeating: "n", count: 255),
            ]
            for name in names { try fixture.write(name, to: "\(code)/\(name)") }
            touch([UInt8(ascii: "x"), 0xFF, 0x1B], in: code)
            let snapshots = CodeSnapshots(fixture.context)
            let snapshot = try await snapshots.take(of: code)
            #expect(
                snapshot.warnings == ["x\u{FFFD}\\u{1B} has a name that is not UTF-8 and was left out; rename it"])
            try await snapshots.materialise(snapshot.hash, at: fixture.path("work"))
            #expect(try fixture.files(in: fixture.path("work")) == names.sorted())
            for name in names { #expect(try fixture.read(fixture.path("work/\(name)")) == name) }
        }
    }

    @Test func aFolderTooDeepForAPathIsOneShortSentence() async throws {
        try await AssetFixture.run { fixture in
            let code = fixture.path("code")
            try fixture.write("1", to: "\(code)/train.py")
            var place = open(code, O_RDONLY | O_DIRECTORY)
            for _ in 0..<2500 {
                mkdirat(place, "d", 0o700)
                let inner = openat(place, "d", O_RDONLY | O_DIRECTORY)
                close(place)
                place = inner
            }
            close(place)
            let error = await failure { try await CodeSnapshots(fixture.context).take(of: code) }
            #expect(error?.code == .invalidArgument)
            #expect(error?.message.contains("longer than Linux allows") == true)
            #expect((error?.message.count ?? 0) < 400)
            try FileCopy.remove(code)
            #expect(!fixture.exists(code))
        }
    }

    @Test func aModelWithSuchANameIsRefusedWhole() async throws {
        try await AssetFixture.run { fixture in
            try fixture.write("1", to: fixture.path("model/weights"))
            touch([0xFE], in: fixture.path("model"))
            let spec = ModelSpec(name: "odd", location: .local(fixture.path("model")))
            let error = await failure { try await fixture.models.register(spec, in: fixture.workspace, by: "me") }
            #expect(error?.message.hasPrefix("the model would not be whole: \u{FFFD} has a name that is not UTF-8") == true)
            #expect(try await fixture.models.list(named: nil, in: fixture.workspace, filter: ListFilter()).isEmpty)
        }
    }

    @Test func aPipeInPlaceOfGitsFilesIsNoReasonToWait() throws {
        let folder = NSTemporaryDirectory() + "atelier-git-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder + "/.git", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        mkfifo(folder + "/.git/HEAD", 0o600)
        #expect(GitProbe.read(folder).isEmpty)
    }
}
