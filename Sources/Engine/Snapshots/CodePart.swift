import Domain
import LinuxSystem

/// Files of one folder, or one file, and where in a snapshot they go.
struct CodePart: Sendable {
    struct File: Sendable {
        /// In the snapshot.
        let path: String
        /// On this box, absolute.
        let origin: String
        let stamp: FileStamp
        let linkTarget: String?
    }

    let files: [File]
    let warnings: [String]

    /// The code folder and what is included into its root. The ignore file of a folder counts for what lies in it, so
    /// that of the code folder for all.
    ///
    /// Throws `notFound` naming what is not there, and `invalidArgument` where two go by one name.
    static func parts(of source: CodeSource) throws -> [CodePart] {
        let rules = try source.path.map(rules) ?? IgnoreRules(text: "")
        var parts = try source.path.map { [try folder(at: $0, rules: rules)] } ?? []
        var names: Set<String> = []
        for include in source.includes {
            let name = include.splitAtLastComponent.name
            guard names.insert(name).inserted, try !Self.holds(source.path, name) else {
                throw AtelierError(
                    .invalidArgument,
                    "the code folder has '\(name.neutralised)' twice, once from \(include.neutralised)",
                    hint: "give one of the two another name", subject: include)
            }
            parts.append(try included(include, as: name, rules: rules))
        }
        return parts
    }

    private static func folder(at path: String, rules: IgnoreRules) throws -> CodePart {
        do {
            let tree = try FileTree(of: path) { isGit($0) || rules.ignores($0, isFolder: $1) }
            return CodePart(tree, under: "")
        } catch let error as AtelierError where error.code == .notFound {
            throw AtelierError(
                .notFound, "the code folder \(path.neutralised) does not exist",
                hint: "correct 'code:'; it is relative to the folder of the YAML file", subject: path)
        }
    }

    private static func included(_ path: String, as name: String, rules: IgnoreRules) throws -> CodePart {
        let isFolder = try FileStamp.of(path, followingLinks: true)?.kind == .folder
        guard !rules.ignores(name, isFolder: isFolder) else { return CodePart(files: [], warnings: []) }
        let own = try Self.rules(in: path)
        let tree = try FileTree(of: path) { inner, isFolder in
            isGit(inner) || own.ignores(inner, isFolder: isFolder)
                || rules.ignores("\(name)/\(inner)", isFolder: isFolder)
        }
        return CodePart(tree, under: isFolder ? name + "/" : "")
    }

    private init(_ tree: FileTree, under prefix: String) {
        files = tree.entries.map { entry in
            File(
                path: prefix + entry.path, origin: "\(tree.root)/\(entry.path)", stamp: entry.stamp,
                linkTarget: entry.linkTarget)
        }
        warnings = tree.warnings
    }

    private init(files: [File], warnings: [String]) {
        self.files = files
        self.warnings = warnings
    }

    private static func holds(_ code: String?, _ name: String) throws -> Bool {
        guard let code else { return false }
        guard try FileStamp.of(code, followingLinks: true)?.kind == .folder else {
            return code.splitAtLastComponent.name == name
        }
        return try FileStamp.of("\(code)/\(name)") != nil
    }

    private static func isGit(_ path: String) -> Bool { path == ".git" || path.hasSuffix("/.git") }

    private static func rules(in path: String) throws -> IgnoreRules {
        for name in [".amlignore", ".gitignore"] {
            let file = "\(path)/\(name)"
            if try FileStamp.of(file, followingLinks: true)?.kind == .file {
                return IgnoreRules(text: String(decoding: try FileContent.read(file), as: UTF8.self))
            }
        }
        return IgnoreRules(text: "")
    }
}
