package import FoundationEssentials

/// What `atelier engine status` tells.
package struct EngineStatus: Codable, Sendable {
    package let version: String
    package let pid: Int32
    package let startedAt: Date
    package let home: String
    package let socket: String
    /// Where MLflow clients go, e.g. `http://127.0.0.1:5000`.
    package let trackingURI: String
    /// Where endpoints answer, e.g. `http://127.0.0.1:5001`; an endpoint is at `/endpoints/NAME/score` below it.
    package let scoringURI: String
    package let jobsRunning: Int
    package let jobsQueued: Int
    package let deployments: Int
    /// The newest event's sequence number.
    package let lastEvent: Int64
    /// The bytes of the records on disk.
    package let storeSize: ByteCount?

    package init(
        version: String, pid: Int32, startedAt: Date, home: String, socket: String, trackingURI: String,
        scoringURI: String, jobsRunning: Int, jobsQueued: Int, deployments: Int, lastEvent: Int64,
        storeSize: ByteCount? = nil
    ) {
        self.version = version
        self.pid = pid
        self.startedAt = startedAt
        self.home = home
        self.socket = socket
        self.trackingURI = trackingURI
        self.scoringURI = scoringURI
        self.jobsRunning = jobsRunning
        self.jobsQueued = jobsQueued
        self.deployments = deployments
        self.lastEvent = lastEvent
        self.storeSize = storeSize
    }
}
