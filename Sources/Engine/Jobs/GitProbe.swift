import Domain
import FoundationEssentials
import Glibc
import LinuxSystem

/// What git knows about a code folder, as the properties Azure ML records. Read from `.git` itself, so it needs no git;
/// only whether files were changed is asked of the program, where there is one.
enum GitProbe {
    /// Empty when the folder is in no work tree, or git's files cannot be read.
    static func properties(of path: String) async -> [String: String] {
        var properties = (try? await BlockingWork.run { read(path) }) ?? [:]
        if !properties.isEmpty { properties["azureml.git.dirty"] = await isDirty(path).map { $0 ? "True" : "False" } }
        return properties
    }

    /// Nil when git cannot tell.
    private static func isDirty(_ path: String) async -> Bool? {
        let environment = ProcessInfo.processInfo.environment
        let programs = (environment["PATH"] ?? EnvironmentVariables.usualPath).split(separator: ":").map { "\($0)/git" }
        guard let git = programs.first(where: { access($0, X_OK) == 0 }) else { return nil }
        // What the folder's own settings would have git start is not started.
        let arguments = ["-c", "core.fsmonitor=false", "--no-optional-locks", "-C", path, "status", "--porcelain", "."]
        let answer = try? await ToolProcess(git, arguments, environment: environment).collect()
        guard let answer, answer.status.isSuccess else { return nil }
        return answer.text.contains { !$0.isWhitespace }
    }

    static func read(_ path: String) -> [String: String] {
        guard let git = gitFolder(above: path) else { return [:] }
        var properties: [String: String] = [:]
        guard let head = text("\(git.own)/HEAD") else { return [:] }
        if let reference = head.removing(prefix: "ref: ") {
            properties["mlflow.source.git.branch"] = reference.removing(prefix: "refs/heads/") ?? reference
            properties["mlflow.source.git.commit"] = commit(of: reference, in: git)
        } else {
            properties["mlflow.source.git.commit"] = head
        }
        if let remote = remote(in: git.common) { properties["mlflow.source.git.repoURL"] = remote }
        for (name, key) in [("repoURL", "repository_uri"), ("branch", "branch"), ("commit", "commit")] {
            properties["azureml.git.\(key)"] = properties["mlflow.source.git.\(name)"]
        }
        return properties
    }

    private struct Folders {
        /// Of this work tree.
        let own: String
        /// Shared by all work trees of the repository.
        let common: String
    }

    private static func gitFolder(above path: String) -> Folders? {
        var folder = path.droppingTrailingSlashes
        while true {
            let candidate = folder == "/" ? "/.git" : "\(folder)/.git"
            switch FileManager.default.isFolder(candidate) {
            case true?: return Folders(own: candidate, common: candidate)
            case false?: return linked(candidate, in: folder)
            case nil: break
            }
            if folder == "/" || folder.isEmpty { return nil }
            folder = folder.splitAtLastComponent.folder
        }
    }

    /// A linked work tree or a submodule: `.git` is a file that says where.
    private static func linked(_ file: String, in folder: String) -> Folders? {
        guard let place = text(file)?.removing(prefix: "gitdir: ") else { return nil }
        let own = place.hasPrefix("/") ? place : "\(folder)/\(place)"
        guard let common = text("\(own)/commondir") else { return Folders(own: own, common: own) }
        return Folders(own: own, common: common.hasPrefix("/") ? common : "\(own)/\(common)")
    }

    private static func commit(of reference: String, in git: Folders) -> String? {
        if let own = text("\(git.own)/\(reference)") ?? text("\(git.common)/\(reference)") { return own }
        for line in (text("\(git.common)/packed-refs") ?? "").split(separator: "\n") {
            let parts = line.split(separator: " ")
            if parts.count == 2, parts[1] == reference { return String(parts[0]) }
        }
        return nil
    }

    /// The address of `origin`, without what may be a password in it.
    private static func remote(in git: String) -> String? {
        var isOrigin = false
        for line in (text("\(git)/config") ?? "").split(separator: "\n") {
            let words = line.filter { $0 != " " && $0 != "\t" }
            if words.hasPrefix("[") { isOrigin = words == "[remote\"origin\"]" }
            if isOrigin, let address = String(words).removing(prefix: "url=") { return withoutUser(address) }
        }
        return nil
    }

    static func withoutUser(_ address: String) -> String {
        guard let scheme = address.firstRange(of: "://") else { return address }
        let rest = address[scheme.upperBound...]
        let host = rest.prefix { $0 != "/" }
        guard let at = host.lastIndex(of: "@") else { return address }
        return String(address[..<scheme.upperBound] + rest[rest.index(after: at)...])
    }

    private static func text(_ path: String) -> String? {
        guard let bytes = try? DurableFile.read(path, limit: 1 << 20) else { return nil }
        var text = Substring(String(decoding: bytes, as: UTF8.self))
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
