package import Domain
package import FoundationEssentials

/// `exit.json`: how one attempt of a job ended. There from the moment nothing of the command runs any more.
package struct ExitRecord: Codable, Sendable, Hashable {
    package enum Outcome: Sendable, Hashable {
        case exited(code: Int32)
        case signalled(Int32)
        /// The command could not be started at all, and why.
        case notStarted(String)
        /// Work of the engine's own came to nothing, and why.
        case failed(String)
    }

    package let attempt: String
    package let outcome: Outcome
    package let started: Date
    package let ended: Date
    /// Seconds of processor time, of the command and all it started.
    package let userSeconds: Double
    package let systemSeconds: Double
    /// Of the largest of its processes.
    package let maximumResident: ByteCount
    /// How many processes the kernel killed meanwhile, on the whole box, because memory had run out; nil when not known.
    package let outOfMemoryKills: Int?
    /// Which of several processes failed first, from 0; the outcome is its own.
    package let rank: Int?

    package init(
        attempt: String, outcome: Outcome, started: Date, ended: Date, userSeconds: Double = 0, systemSeconds: Double = 0,
        maximumResident: ByteCount = ByteCount(0), outOfMemoryKills: Int? = nil,
        rank: Int? = nil
    ) {
        self.attempt = attempt
        self.outcome = outcome
        self.started = started
        self.ended = ended
        self.userSeconds = userSeconds
        self.systemSeconds = systemSeconds
        self.maximumResident = maximumResident
        self.outOfMemoryKills = outOfMemoryKills
        self.rank = rank
    }

    package var isSuccess: Bool { outcome == .exited(code: 0) }

    private enum CodingKeys: String, CodingKey {
        case attempt, exitCode, signal, failure, error, started, ended, userSeconds, systemSeconds, outOfMemoryKills, rank
        case maximumResident = "maximumResidentBytes"
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        attempt = try values.decode(String.self, forKey: .attempt)
        if let code = try values.decodeIfPresent(Int32.self, forKey: .exitCode) {
            outcome = .exited(code: code)
        } else if let signal = try values.decodeIfPresent(Int32.self, forKey: .signal) {
            outcome = .signalled(signal)
        } else if let error = try values.decodeIfPresent(String.self, forKey: .error) {
            outcome = .failed(error)
        } else {
            outcome = .notStarted(try values.decode(String.self, forKey: .failure))
        }
        started = Date(timeIntervalSince1970: try values.decode(Double.self, forKey: .started))
        ended = Date(timeIntervalSince1970: try values.decode(Double.self, forKey: .ended))
        userSeconds = try values.decodeIfPresent(Double.self, forKey: .userSeconds) ?? 0
        systemSeconds = try values.decodeIfPresent(Double.self, forKey: .systemSeconds) ?? 0
        maximumResident = try values.decodeIfPresent(ByteCount.self, forKey: .maximumResident) ?? ByteCount(0)
        outOfMemoryKills = try values.decodeIfPresent(Int.self, forKey: .outOfMemoryKills)
        rank = try values.decodeIfPresent(Int.self, forKey: .rank)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(attempt, forKey: .attempt)
        switch outcome {
        case .exited(let code): try values.encode(code, forKey: .exitCode)
        case .signalled(let number): try values.encode(number, forKey: .signal)
        case .notStarted(let reason): try values.encode(reason, forKey: .failure)
        case .failed(let reason): try values.encode(reason, forKey: .error)
        }
        try values.encode(started.timeIntervalSince1970, forKey: .started)
        try values.encode(ended.timeIntervalSince1970, forKey: .ended)
        try values.encode(userSeconds, forKey: .userSeconds)
        try values.encode(systemSeconds, forKey: .systemSeconds)
        try values.encode(maximumResident, forKey: .maximumResident)
        try values.encodeIfPresent(outOfMemoryKills, forKey: .outOfMemoryKills)
        try values.encodeIfPresent(rank, forKey: .rank)
    }
}
