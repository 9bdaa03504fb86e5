import Domain

extension EnvironmentRecipe {
    /// The recipe that also knows what is in the files and folders it installs from this box: the same path may hold
    /// another package tomorrow. Throws `notFound` naming one that is not there. Blocks.
    func withContents() throws -> EnvironmentRecipe {
        var recipe = self
        recipe.contents = try requirements.filter { $0.hasPrefix("/") }.map { path in
            guard let stamp = try FileStamp.of(path, followingLinks: true) else {
                throw AtelierError(
                    .notFound, "there is no \(path.neutralised), which the environment installs",
                    hint: "put it back, or correct the environment's pip list")
            }
            guard stamp.kind == .folder else { return try FileContent.hash(of: path) }
            let tree = try FileTree(of: path)
            let lines = try tree.entries.map { entry in
                try "\(entry.path) \(entry.linkTarget ?? FileContent.hash(of: "\(path)/\(entry.path)").rawValue)"
            }
            return FileContent.hash(ofText: lines.joined(separator: "\n"))
        }
        return recipe
    }
}
