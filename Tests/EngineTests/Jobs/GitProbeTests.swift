import Foundation
import Testing

@testable import Engine

@Suite struct GitProbeTests {
    @Test func readsBranchCommitAndRemote() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "atelier-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let git = folder.appending(path: ".git")
        for path in ["refs/heads", ""] {
            try FileManager.default.createDirectory(at: git.appending(path: path), withIntermediateDirectories: true)
        }
        try Data("ref: refs/heads/main\n".utf8).write(to: git.appending(path: "HEAD"))
        try Data("0123abcd\n".utf8).write(to: git.appending(path: "refs/heads/main"))
        try Data("[remote \"origin\"]\n\turl = https://anna:secret@git.example/x.git\n".utf8)
            .write(to: git.appending(path: "config"))
        let code = folder.appending(path: "src")
        try FileManager.default.createDirectory(at: code, withIntermediateDirectories: true)
        let properties = GitProbe.read(code.path)
        #expect(properties["mlflow.source.git.branch"] == "main")
        #expect(properties["mlflow.source.git.commit"] == "0123abcd")
        #expect(properties["mlflow.source.git.repoURL"] == "https://git.example/x.git")
        try FileManager.default.removeItem(at: git.appending(path: "refs/heads/main"))
        try Data("# pack-refs\n77ee refs/heads/main\n".utf8).write(to: git.appending(path: "packed-refs"))
        #expect(GitProbe.read(code.path)["mlflow.source.git.commit"] == "77ee")
    }

    @Test func noWorkTreeNoProperties() {
        #expect(GitProbe.read("/proc/self").isEmpty)
    }
}
