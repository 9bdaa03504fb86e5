package import FoundationEssentials
package import LinuxSystem

/// `runner.json`: which process runs which attempt of the job.
package struct RunnerRecord: Codable, Sendable, Hashable {
    package let attempt: String
    package let runner: ProcessIdentity
    /// The command, leader of its process group.
    package let command: ProcessIdentity
    package let started: Date

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        attempt = try values.decode(String.self, forKey: .attempt)
        runner = try values.decode(ProcessIdentity.self, forKey: .runner)
        command = try values.decode(ProcessIdentity.self, forKey: .command)
        started = Date(timeIntervalSince1970: try values.decode(Double.self, forKey: .started))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(attempt, forKey: .attempt)
        try values.encode(runner, forKey: .runner)
        try values.encode(command, forKey: .command)
        try values.encode(started.timeIntervalSince1970, forKey: .started)
    }

    private enum CodingKeys: String, CodingKey {
        case attempt, runner, command, started
    }
}
