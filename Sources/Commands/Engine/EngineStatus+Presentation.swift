package import Domain

extension EngineStatus {
    package var presentation: JSONValue {
        .members([
            "deployments": JSONValue(deployments),
            "home": .string(home),
            "jobs_queued": JSONValue(jobsQueued),
            "jobs_running": JSONValue(jobsRunning),
            "last_event": .int(lastEvent),
            "pid": JSONValue(pid),
            "scoring_uri": .string(scoringURI),
            "socket": .string(socket),
            "started_at": JSONValue(startedAt),
            "status": "Running",
            "tracking_uri": .string(trackingURI),
            "version": .string(version),
        ])
    }

    package static let columns = [
        Column("Status", "status"), Column("Version", "version"), Column("Pid", "pid"),
        Column("Running", "jobs_running"), Column("Queued", "jobs_queued"), Column("Deployments", "deployments"),
        Column("Tracking", "tracking_uri"), Column("Scoring", "scoring_uri"), Column("Home", "home"),
    ]
}
