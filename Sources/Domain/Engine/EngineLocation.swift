/// Where the engine's home, socket and settings are, told by the environment. Pure: makes paths, touches nothing.
package struct EngineLocation: Sendable, Hashable {
    package let home: HomeLayout
    /// The control socket. Its folder is private to the user.
    package let socket: String
    /// `config.toml`'s folder.
    package let configuration: String

    /// `ATELIER_HOME`, else `$XDG_DATA_HOME/atelier`; the socket under `$XDG_RUNTIME_DIR/atelier/`, else under the
    /// home. A socket path has at most 107 bytes on Linux, so a long one moves to a private folder in `/tmp`.
    package init(environment: [String: String], userID: UInt32) {
        let userHome = environment.nonEmpty("HOME") ?? "/root"
        let dataHome = environment.nonEmpty("XDG_DATA_HOME") ?? userHome + "/.local/share"
        let root = Self.normalised(environment.nonEmpty("ATELIER_HOME") ?? dataHome + "/atelier")
        home = HomeLayout(root: root)
        let configHome = environment.nonEmpty("XDG_CONFIG_HOME") ?? userHome + "/.config"
        configuration = configHome + "/atelier"

        let name = "engine-\(Self.fingerprint(of: root)).sock"
        let candidates = [
            environment.nonEmpty("XDG_RUNTIME_DIR").map { "\($0)/atelier/\(name)" },
            "\(root)/run/engine.sock",
        ].compactMap(\.self)
        socket = candidates.first { $0.utf8.count <= Self.longestSocketPath } ?? "/tmp/atelier-\(userID)/\(name)"
    }

    package var socketFolder: String { socket.splitAtLastComponent.folder }

    package var settings: String { configuration + "/config.toml" }

    /// The folder of the user's own themes.
    package var themes: String { configuration + "/themes" }

    /// The user's own keys of the studio.
    package var keymap: String { configuration + "/keymap.toml" }

    private static let longestSocketPath = 107

    private static func normalised(_ path: String) -> String {
        var path = Substring(path)
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return String(path)
    }

    /// FNV-1a, enough to tell one home from another.
    private static func fingerprint(of text: String) -> String {
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}

extension [String: String] {
    fileprivate func nonEmpty(_ key: String) -> String? {
        self[key].flatMap { $0.isEmpty ? nil : $0 }
    }
}
