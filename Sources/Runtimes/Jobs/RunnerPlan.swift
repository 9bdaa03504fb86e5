package import Domain
package import LinuxSystem

/// One attempt to run a job's command: all a runner needs to know. The time limit is not its business, the engine keeps it.
package struct RunnerPlan: Sendable, Hashable {
    /// Unique among all starts of this job.
    package var attempt: String
    package var layout: JobLayout
    /// One command line, run by `bash -c`.
    package var command: String
    package var workingDirectory: String
    /// All of the command's environment: nothing is inherited from the engine.
    package var environment: [String: String]
    package var limits: ResourceLimits
    /// The cores it may use; empty for all.
    package var cores: [Int]
    package var niceness: Int32?
    /// The command is killed before the engine is when memory runs out, 0 to 1000.
    package var oomScore: Int32
    /// The processes of a distributed job; empty for one alone.
    package var ranks: [RunnerRank]
    /// How long the others have to end, when one of them has failed, before they are ended.
    package var grace: Duration

    /// - Parameter workingDirectory: nil for the layout's `work`.
    package init(
        attempt: String, layout: JobLayout, command: String, workingDirectory: String? = nil,
        environment: [String: String] = [:], limits: ResourceLimits = ResourceLimits(), cores: [Int] = [],
        niceness: Int32? = nil, oomScore: Int32 = 300, ranks: [RunnerRank] = [], grace: Duration = .seconds(10)
    ) {
        self.attempt = attempt
        self.layout = layout
        self.command = command
        self.workingDirectory = workingDirectory ?? layout.work
        self.environment = environment
        self.limits = limits
        self.cores = cores
        self.niceness = niceness
        self.oomScore = oomScore
        self.ranks = ranks
        self.grace = grace
    }

    var order: RunnerOrder {
        RunnerOrder(
            attempt: attempt, command: command, workingDirectory: workingDirectory, environment: environment,
            log: layout.userLog, runnerRecord: layout.runnerRecord, exitRecord: layout.exitRecord,
            attempts: layout.attempts, limits: limits, cores: cores, niceness: niceness, oomScore: oomScore,
            ranks: ranks, grace: UInt32(clamping: Int64(grace / .milliseconds(1))))
    }
}

extension JobLayout {
    /// The runner's lock, and the list of attempts ever started, one a line.
    var attempts: String { root + "/attempts" }
    /// What the engine asks of the runner; gone once it was read.
    var runnerPlan: String { root + "/runner.plan" }
}
