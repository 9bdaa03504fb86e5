import Domain

/// The environment variables of programs that install packages. Pure.
///
/// What a package's own build script may see is named here: where to find programs, proxies, certificates, and the
/// user's package index. Tokens and keys of the engine's environment are not among it.
enum BuildVariables {
    static func variables(
        from process: [String: String], pip: [String: String], home: HomeLayout, packageCache: String
    ) -> [String: String] {
        var result = process.filter { isPassedOn($0.key) }
        for (key, value) in pip where result[pipVariable(key)] == nil { result[pipVariable(key)] = value }
        for (uv, pip) in uvFromPip where result[uv] == nil {
            guard let value = result[pip] else { continue }
            result[uv] = uv == "UV_FIND_LINKS" ? value.split(separator: " ").joined(separator: ",") : value
        }
        result["UV_CACHE_DIR"] = packageCache
        result["UV_PYTHON_INSTALL_DIR"] = result["UV_PYTHON_INSTALL_DIR"] ?? home.tools + "/python"
        // Downloads happen when the engine says so, with a time limit.
        result["UV_PYTHON_DOWNLOADS"] = "never"
        result["UV_NO_CONFIG"] = nil
        result["UV_NO_PROGRESS"] = "1"
        result["NO_COLOR"] = "1"
        result["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
        result["PIP_NO_INPUT"] = "1"
        result["PYTHONUNBUFFERED"] = "1"
        result["PATH"] = result["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        return result
    }

    private static func isPassedOn(_ name: String) -> Bool {
        let prefixes = ["PIP_", "UV_", "LC_", "XDG_", "GIT_SSL", "SSL_CERT_", "CARGO_", "NIX_"]
        let names: Set<String> = [
            "PATH", "HOME", "USER", "LOGNAME", "LANG", "TMPDIR", "TZ", "NETRC", "SSH_AUTH_SOCK", "LD_LIBRARY_PATH",
            "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "CC", "CXX", "CFLAGS", "CXXFLAGS", "LDFLAGS", "MAKEFLAGS",
            "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
        ]
        return names.contains(name) || names.contains(name.uppercased()) && name.lowercased().hasSuffix("_proxy")
            || prefixes.contains { name.hasPrefix($0) }
    }

    /// uv does not read pip's settings.
    private static let uvFromPip = [
        ("UV_DEFAULT_INDEX", "UV_INDEX_URL"), ("UV_DEFAULT_INDEX", "PIP_INDEX_URL"),
        ("UV_EXTRA_INDEX_URL", "PIP_EXTRA_INDEX_URL"), ("UV_FIND_LINKS", "PIP_FIND_LINKS"),
        ("UV_NO_INDEX", "PIP_NO_INDEX"), ("SSL_CERT_FILE", "PIP_CERT"), ("UV_HTTP_TIMEOUT", "PIP_DEFAULT_TIMEOUT"),
        ("UV_INSECURE_HOST", "PIP_TRUSTED_HOST"),
    ]

    private static func pipVariable(_ key: String) -> String {
        "PIP_" + key.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
    }

    /// Reads a pip.conf: the keys of `[global]` and `[install]`, the latter winning. A value on several lines is
    /// joined with spaces.
    static func pipSettings(_ text: String) -> [String: String] {
        var sections: [String: [String: String]] = [:]
        var section = ""
        var key = ""
        for line in text.split(whereSeparator: \.isNewline).map(String.init) {
            let plain = line.trimmingSpaces
            if plain.isEmpty || plain.hasPrefix("#") || plain.hasPrefix(";") { continue }
            if plain.hasPrefix("["), plain.hasSuffix("]") {
                section = String(plain.dropFirst().dropLast())
                key = ""
            } else if line.first?.isWhitespace == true, !key.isEmpty {
                let before = sections[section]?[key] ?? ""
                sections[section, default: [:]][key] = before.isEmpty ? plain : before + " " + plain
            } else if let sign = plain.firstIndex(where: { $0 == "=" || $0 == ":" }) {
                key = String(plain[..<sign]).trimmingSpaces.lowercased()
                sections[section, default: [:]][key] = String(plain[plain.index(after: sign)...]).trimmingSpaces
            }
        }
        return (sections["global"] ?? [:]).merging(sections["install"] ?? [:]) { _, specific in specific }
    }

    /// pip's own files, the weakest first.
    static func pipFiles(_ process: [String: String]) -> [String] {
        let home = process["HOME"] ?? ""
        let settings = process["XDG_CONFIG_HOME"] ?? "\(home)/.config"
        return ["/etc/pip.conf", "\(home)/.pip/pip.conf", "\(settings)/pip/pip.conf"]
            + [process["PIP_CONFIG_FILE"]].compactMap(\.self)
    }
}
