package import Domain

package enum RuntimeRoutes {
    private static let all = "/v1/runtimes"

    package static let list = ControlRoute<Nothing, [InstalledRuntime]>(.get, all)
    /// Installs `version`, or the newest: `WorkReport<InstalledRuntime>` as JSON lines. Hanging up gives it up.
    package static let install = ControlRoute<Nothing, Nothing>(.post, all + "/{runtime}/install")
    package static let remove = ControlRoute<Nothing, InstalledRuntime>(.delete, all + "/{runtime}/{version}")
}
