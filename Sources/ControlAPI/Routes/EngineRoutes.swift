package import Domain

package enum EngineRoutes {
    package static let status = ControlRoute<Nothing, EngineStatus>(.get, "/v1/engine")
    package static let stop = ControlRoute<EngineStop, EngineStopped>(.post, "/v1/engine/stop")
    /// The user's own way into the tracking server.
    package static let trackingCredentials = ControlRoute<Nothing, TrackingCredentials>(
        .get, "/v1/engine/tracking-credentials")
    /// Events after `after` that an `EventQuery` admits; with `follow=true` also those to come. Answers JSON lines.
    package static let events = ControlRoute<Nothing, Nothing>(.get, "/v1/events")
}
