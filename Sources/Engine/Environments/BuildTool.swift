/// What packages are installed with.
enum BuildTool: Sendable, Hashable {
    /// The path of uv.
    case uv(String)
    /// venv and pip, and why uv cannot be had, as it follows "uv cannot be had: ".
    case pip(because: String)
}
