import Foundation
import Testing

@testable import LinuxSystem

@Suite struct PrivateFolderTests {
    @Test(arguments: [(0o700, nil), (0o755, nil), (0o770, "mode 770"), (0o707, "mode 707"), (0o777, "mode 777")] as [(UInt32, String?)])
    func aFolderOthersMayWriteIsExposed(mode: UInt32, reason: String?) throws {
        let folder = try Scratch()
        chmod(folder.root, mode)
        let exposure = try PrivateFolder.exposure(of: folder.root)
        #expect(exposure.map { $0.contains(reason ?? "?") } == reason.map { _ in true })
    }

    @Test func anothersFolderIsExposed() throws {
        let folder = try Scratch()
        #expect(try PrivateFolder.exposure(of: folder.root, user: geteuid() + 1)?.contains("another user") == true)
    }

    @Test func linksAndFilesAreNotFolders() throws {
        let folder = try Scratch()
        symlink(folder.root, folder.path("link"))
        try DurableFile.write("x", to: folder.path("file"))
        #expect(try PrivateFolder.exposure(of: folder.path("link")) == "is not a folder")
        #expect(try PrivateFolder.exposure(of: folder.path("link"), followingLinks: true) == nil)
        #expect(try PrivateFolder.exposure(of: folder.path("file")) == "is not a folder")
        #expect(throws: PosixError.self) { try PrivateFolder.exposure(of: folder.path("none")) }
    }

    @Test func closingLeavesItToItsOwner() throws {
        let folder = try Scratch()
        chmod(folder.root, 0o755)
        try PrivateFolder.close(folder.root)
        var status = stat()
        stat(folder.root, &status)
        #expect(status.st_mode & 0o777 == 0o700)
    }
}
