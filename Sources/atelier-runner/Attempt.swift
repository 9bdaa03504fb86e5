import Glibc
import LinuxSystem

/// One start of the job, claimed: no other runner will start it again.
struct Attempt {
    /// Why an attempt is not started.
    struct Refused: Error, CustomStringConvertible {
        let description: String
    }

    private let order: RunnerOrder
    /// Held until the process ends; tells the engine that this runner is alive.
    private let lock: FileLock
    private let runnerRecord: ReservedFile
    private let exitRecord: ReservedFile

    init(claiming order: RunnerOrder) throws {
        guard let lock = try FileLock.acquire(order.attempts, writesHolder: false) else {
            throw Refused(description: "another runner of this job is at work")
        }
        let started = try lock.content().split(separator: UInt8(ascii: "\n"))
        guard !started.contains(where: { $0.elementsEqual(order.attempt.utf8) }) else {
            throw Refused(description: "attempt \(order.attempt) was started before")
        }
        // Before the claim: without room for the end, the job had better not begin.
        runnerRecord = try ReservedFile(order.runnerRecord, bytes: 4096)
        exitRecord = try ReservedFile(order.exitRecord, bytes: 8192)
        try lock.append(order.attempt + "\n")
        self.order = order
        self.lock = lock
    }

    /// Starts the command, waits for its end and everybody else's, and leaves the exit record.
    func run(reportingTo report: Report) throws {
        let begun = Moment.wall
        let kills = Host.outOfMemoryKills
        try Subreaper.become()
        do {
            let ranks = order.ranks.isEmpty ? [RunnerRank(log: order.log)] : order.ranks
            let logs = try ranks.map { try FileDescriptor.open($0.log, O_WRONLY | O_CREAT | O_APPEND, mode: 0o600).release() }
            var crew = try Crew(
                starting: zip(ranks, logs).map { (spawn($0, log: $1), $0.serves) }, grace: order.grace)
            try record(crew, started: begun)
            report.started()
            var end = crew.waitForEnd()
            Aftermath(leader: crew.leader).clear()
            end.child.addReaped()
            let ended = Moment.wall
            // A full disk must not keep the job from ending: the log is as whole as the disk let it be.
            for (rank, log) in zip(ranks, logs) {
                do { try FileDescriptor(owning: log).synchronise(path: rank.log) } catch { report.note("\(error)") }
            }
            let memoryKills = kills.flatMap { before in Host.outOfMemoryKills.map { $0 &- before } }
            leave(
                Records.exit(order, end: end, memoryKills: memoryKills, started: begun, ended: ended), report)
            // Until here the zombie kept the command's pid, so that its group could be signalled without doubt.
            waitpid(crew.leader, nil, 0)
        } catch {
            leave(Records.failure(order, message: "\(error)", started: begun, ended: Moment.wall), report)
            throw error
        }
    }

    private func spawn(_ rank: RunnerRank, log: Int32) -> Spawn {
        var environment = order.environment.merging(rank.environment) { _, own in own }
        environment[RunnerOrder.markerVariable] = order.marker
        var spawn = Spawn("/bin/bash", ["-c", order.command], environment: environment)
        spawn.workingDirectory = order.workingDirectory
        spawn.standardOutput = log
        spawn.standardError = log
        spawn.limits = order.limits
        let cores = rank.cores.isEmpty ? order.cores : rank.cores
        spawn.affinity = cores.isEmpty ? nil : CPUAffinity(cores: cores)
        spawn.niceness = order.niceness
        spawn.oomScore = order.oomScore
        spawn.deathSignal = SIGKILL
        return spawn
    }

    /// Tells who runs. A command nobody could find again must not run on.
    private func record(_ crew: Crew, started: UInt64) throws(PosixError) {
        do {
            try runnerRecord.commit(
                Records.runner(
                    order, runner: .current, command: ProcessIdentity(pid: crew.leader) ?? .current, started: started),
                outlivesPowerCut: false)
        } catch {
            crew.clear()
            throw error
        }
    }

    /// Tries until it succeeds: the disk may be full for hours, but the end of a job must not be forgotten.
    private func leave(_ record: String, _ report: Report) {
        var pause: UInt32 = 50_000
        while true {
            do {
                try exitRecord.commit(record)
                return
            } catch {
                report.note("\(error)")
                // Somebody removed the job's folder: there is nobody left to tell.
                if error.code == ENOENT { return }
                usleep(pause)
                pause = min(pause * 2, 5_000_000)
            }
        }
    }
}
