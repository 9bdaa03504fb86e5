import Foundation
import Testing

@testable import LinuxSystem

@Suite struct FolderMergeTests {
    private let odd: [CChar] = [CChar(bitPattern: UInt8(ascii: "x")), CChar(bitPattern: 0xFF), 0]

    /// A folder of files, links, a pipe, and a name that is no text.
    private func fill(_ folder: String) throws {
        try DurableFile.createFolder("\(folder)/inner")
        try DurableFile.write("new", to: "\(folder)/a")
        try DurableFile.write("b", to: "\(folder)/inner/line\nfeed")
        symlink("inner", "\(folder)/link")
        symlink(".", "\(folder)/ring")
        symlink("nowhere", "\(folder)/dangling")
        mkfifo("\(folder)/pipe", 0o600)
        let place = open(folder, O_RDONLY | O_DIRECTORY)
        close(openat(place, odd, O_WRONLY | O_CREAT, 0o600))
        close(place)
    }

    private func expectAll(in folder: String) throws {
        #expect(try DurableFile.read("\(folder)/a") == Array("new".utf8))
        #expect(try DurableFile.read("\(folder)/inner/line\nfeed") == Array("b".utf8))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/ring") == ".")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/link") == "inner")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/dangling") == "nowhere")
        #expect(try RawPath(folder).names().contains { $0.text == nil })
    }

    @Test(arguments: [false, true]) func aFolderGoesOverAnother(moving: Bool) throws {
        let folder = try Scratch()
        let (source, target) = (folder.path("source"), folder.path("target"))
        try fill(source)
        // What stands in the way is replaced, whatever it is; what does not stays.
        try DurableFile.createFolder("\(target)/a/deep")
        try DurableFile.write("in the way", to: "\(target)/inner")
        try DurableFile.write("kept", to: "\(target)/kept")
        var merge = FolderMerge(moving: moving)
        try merge.put(RawPath(source), over: RawPath(target))
        try expectAll(in: target)
        #expect(try DurableFile.read("\(target)/kept") == Array("kept".utf8))
        #expect(merge.leftOut == ["\(source)/pipe"])
        #expect((access(source, F_OK) == 0) == !moving)
        if !moving { try expectAll(in: source) }
    }

    @Test func nothingIsMovedAsNothing() throws {
        let folder = try Scratch()
        var merge = FolderMerge(moving: true)
        try merge.put(RawPath(folder.path("nothing")), over: RawPath(folder.path("target")))
        #expect(access(folder.path("target"), F_OK) != 0)
    }

    @Test func aFolderIsNotCopiedIntoItselfForEver() throws {
        let folder = try Scratch()
        let source = folder.path("source")
        try DurableFile.createFolder("\(source)/copy")
        try DurableFile.write("x", to: "\(source)/a")
        var merge = FolderMerge(moving: false)
        try merge.put(RawPath(source), over: RawPath("\(source)/copy"))
        #expect(try FileManager.default.subpathsOfDirectory(atPath: source).sorted() == ["a", "copy", "copy/a"])
    }

    @Test(arguments: [false, true]) func whatIsPutOverItselfStays(moving: Bool) throws {
        let folder = try Scratch()
        let source = folder.path("source")
        try fill(source)
        symlink("source", folder.path("other"))
        link("\(source)/a", "\(source)/hard")
        for target in ["source", "other", "./source"] {
            var merge = FolderMerge(moving: moving)
            try merge.put(RawPath(source), over: RawPath(folder.path(target)))
            try merge.put(RawPath("\(source)/a"), over: RawPath(folder.path("\(target)/a")))
            try merge.put(RawPath("\(source)/a"), over: RawPath(folder.path("\(target)/hard")))
            try expectAll(in: source)
        }
    }

    @Test func whatRefusesIsNamed() throws {
        let folder = try Scratch()
        try DurableFile.write("x", to: folder.path("a"))
        var merge = FolderMerge(moving: false)
        let error = #expect(throws: PosixError.self) {
            try merge.put(RawPath(folder.path("a")), over: RawPath(folder.path("no/such/folder/a")))
        }
        #expect(error?.description == "cannot write \(folder.path("no/such/folder/a")): No such file or directory")
    }
}
