package enum BoxRoutes {
    /// One `BoxLoad` a second as JSON lines, for as long as somebody listens; measured only then. Without
    /// `follow=true` one.
    package static let load = ControlRoute<Nothing, Nothing>(.get, "/v1/box/load")
    /// The studios attached, whenever that changes, as JSON lines of `[StudioPresence]`. Whoever listens with
    /// `attach=true` (and `read-only=true`) is one of them.
    package static let studios = ControlRoute<Nothing, Nothing>(.get, "/v1/studios")
}
