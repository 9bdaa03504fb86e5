import Domain
import LinuxSystem

extension BuildVariables {
    /// What builds get of the engine's own environment and of pip's settings files. Reads files.
    static func ofEngine(_ environment: [String: String], home: HomeLayout) -> [String: String] {
        var pip: [String: String] = [:]
        for file in pipFiles(environment) {
            guard let bytes = try? DurableFile.read(file) else { continue }
            pip.merge(pipSettings(String(decoding: bytes, as: UTF8.self))) { _, later in later }
        }
        return variables(
            from: environment, pip: pip, home: home, packageCache: packageCache(environment, home: home))
    }

    /// uv's own cache, shared with the user's other projects, when packages can be hard-linked from it; else one
    /// beside the environments.
    private static func packageCache(_ environment: [String: String], home: HomeLayout) -> String {
        if let asked = environment["UV_CACHE_DIR"] { return asked }
        let own = home.cache + "/uv"
        guard let user = environment["XDG_CACHE_HOME"] ?? environment["HOME"].map({ $0 + "/.cache" }),
            let device = try? FileStamp.of(user, followingLinks: true)?.device,
            device == (try? FileStamp.of(home.root, followingLinks: true)?.device)
        else { return own }
        return user + "/uv"
    }
}
