/// How the engine is to stop.
package struct EngineStop: Codable, Sendable {
    package let cancelJobs: Bool

    package init(cancelJobs: Bool) {
        self.cancelJobs = cancelJobs
    }
}

/// What a stopping engine leaves behind.
package struct EngineStopped: Codable, Sendable {
    /// Jobs whose runners go on without the engine.
    package let jobsLeftRunning: Int
    package let jobsCancelled: Int

    package init(jobsLeftRunning: Int, jobsCancelled: Int) {
        self.jobsLeftRunning = jobsLeftRunning
        self.jobsCancelled = jobsCancelled
    }
}

/// What `atelier env` prints.
package struct TrackingCredentials: Codable, Sendable {
    package let trackingURI: String
    package let token: String

    package init(trackingURI: String, token: String) {
        self.trackingURI = trackingURI
        self.token = token
    }
}
