import ControlAPI
package import Domain

extension BuiltEnvironment {
    package var presentation: JSONValue {
        [
            "build_seconds": .double((seconds * 10).rounded() / 10), "builder": .string(builder),
            "built_at": JSONValue(builtAt), "hash": .string(key.rawValue), "interpreter": .string(interpreter),
            "package_count": JSONValue(packages.count), "packages": JSONValue(packages), "path": .string(path),
            "python": .string(pythonVersion), "requirements": JSONValue(requirements),
            "size_bytes": .int(size.bytes),
        ]
    }

    package static let columns = [
        Column("Hash", "hash"), Column("Python", "python"), Column("Packages", "package_count"),
        Column("Bytes", "size_bytes"), Column("Built", "built_at", .time),
    ]
}

extension EnvironmentDetails {
    /// What `az ml environment show` prints, and what became of it on this box.
    package func presentation(in scope: Scope) -> JSONValue {
        guard case .object(var members) = environment.presentation(in: scope) else { return .null }
        members["builds"] = .array(builds.map(\.presentation))
        members["used_by"] = JSONValue(users)
        return .object(members)
    }
}
