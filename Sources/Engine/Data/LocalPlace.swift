import Domain

/// An absolute path of this box that data may lie at: anything but the engine's own secrets and records.
struct LocalPlace {
    let path: String

    /// Throws `invalidArgument`.
    init(_ written: String, in home: HomeLayout) throws {
        guard written.hasPrefix("/"), !written.utf8.contains(0) else {
            throw AtelierError(
                .invalidArgument, "'\(written.neutralised)' is not an absolute path on this box",
                hint: "write file:///folder/file or /folder/file")
        }
        path = written == "/" ? written : "/" + written.trimmingSlashes
        let real = ConfinedPath.real(path) ?? path
        let isPrivate = [home.secrets, home.database].contains { secret in
            real.isPath(in: ConfinedPath.real(secret) ?? secret)
        }
        guard !isPrivate else {
            throw AtelierError(.invalidArgument, "\(written.neutralised) belongs to the engine and is not data")
        }
    }
}
