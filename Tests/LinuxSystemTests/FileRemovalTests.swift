import Foundation
import Testing

@testable import LinuxSystem

@Suite struct FileRemovalTests {
    @Test func aFolderDeeperThanAnyPathGoes() throws {
        let folder = try Scratch()
        let depth = 3000
        var place = open(folder.root, O_RDONLY | O_DIRECTORY)
        for _ in 0..<depth {
            #expect(mkdirat(place, "dd", 0o700) == 0)
            let inner = openat(place, "dd", O_RDONLY | O_DIRECTORY)
            close(place)
            place = inner
        }
        #expect(mkdirat(place, "last", 0o700) == 0)
        close(place)
        try FileRemoval.remove(folder.path("dd"))
        #expect(try RawPath(folder.root).names().isEmpty)
    }

    @Test func everyKindOfFileAndNameGoesAndLinksAreNotFollowed() throws {
        let folder = try Scratch()
        let kept = folder.path("kept")
        try DurableFile.write("x", to: kept)
        let doomed = folder.path("doomed")
        mkdir(doomed, 0o700)
        for name in ["line\nfeed", "\u{1B}[31m", "-rf", String(repeating: "n", count: 255)] {
            try DurableFile.createFolder("\(doomed)/\(name.prefix(200))")
            close(open("\(doomed)/\(name.prefix(200))/\(name)", O_WRONLY | O_CREAT, 0o600))
        }
        let bytes: [CChar] = Array("\(doomed)/no-utf-8-".utf8CString.dropLast()) + [CChar(bitPattern: 0xFF), 0]
        close(open(bytes, O_WRONLY | O_CREAT, 0o600))
        mkfifo("\(doomed)/pipe", 0o600)
        symlink(kept, "\(doomed)/link")
        symlink(folder.root, "\(doomed)/folder-link")
        symlink("ring", "\(doomed)/ring")
        mkdir("\(doomed)/closed", 0o700)
        close(open("\(doomed)/closed/file", O_WRONLY | O_CREAT, 0o600))
        chmod("\(doomed)/closed", 0)
        try FileRemoval.remove(doomed)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root) == ["kept"])
    }

    @Test func nothingThereIsFineAndALinkAloneGoes() throws {
        let folder = try Scratch()
        try FileRemoval.remove(folder.path("nothing"))
        try FileRemoval.remove(folder.path("nothing/below"))
        mkdir(folder.path("kept"), 0o700)
        symlink("kept", folder.path("link"))
        try FileRemoval.remove(folder.path("link"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root) == ["kept"])
    }

    @Test func whatCannotGoIsNamed() throws {
        let error = #expect(throws: PosixError.self) { try FileRemoval.remove("/proc/self") }
        #expect(error?.operation == "remove")
        #expect(error?.subject == "/proc/self")
    }
}
