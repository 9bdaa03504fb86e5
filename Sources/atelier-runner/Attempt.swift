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
            let log = try FileDescriptor.open(order.log, O_WRONLY | O_CREAT | O_APPEND, mode: 0o600)
            let command = try spawn(log: log.raw).start()
            try record(command, started: begun)
            report.started()
            var end = waitForEnd(of: command)
            Aftermath(leader: command).clear()
            end.addReaped()
            let ended = Moment.wall
            // A full disk must not keep the job from ending: the log is as whole as the disk let it be.
            do { try log.synchronise(path: order.log) } catch { report.note("\(error)") }
            let memoryKills = kills.flatMap { before in Host.outOfMemoryKills.map { $0 &- before } }
            leave(Records.exit(order, end: end, memoryKills: memoryKills, started: begun, ended: ended), report)
            // Until here the zombie kept the command's pid, so that its group could be signalled without doubt.
            waitpid(command, nil, 0)
        } catch {
            leave(Records.failure(order, message: "\(error)", started: begun, ended: Moment.wall), report)
            throw error
        }
    }

    private func spawn(log: Int32) -> Spawn {
        var environment = order.environment
        environment[RunnerOrder.markerVariable] = order.marker
        var spawn = Spawn("/bin/bash", ["-c", order.command], environment: environment)
        spawn.workingDirectory = order.workingDirectory
        spawn.standardOutput = log
        spawn.standardError = log
        spawn.grouping = .ownGroup
        spawn.limits = order.limits
        spawn.affinity = order.cores.isEmpty ? nil : CPUAffinity(cores: order.cores)
        spawn.niceness = order.niceness
        spawn.oomScore = order.oomScore
        spawn.deathSignal = SIGKILL
        return spawn
    }

    /// Tells who runs. A command nobody could find again must not run on.
    private func record(_ command: pid_t, started: UInt64) throws(PosixError) {
        do {
            try runnerRecord.commit(
                Records.runner(
                    order, runner: .current, command: ProcessIdentity(pid: command) ?? .current, started: started),
                outlivesPowerCut: false)
        } catch {
            kill(command, SIGKILL)
            Aftermath(leader: command).clear()
            waitpid(command, nil, 0)
            throw error
        }
    }

    /// The command's end, read without reaping it. Strangers that were orphaned to us are reaped on the way.
    private func waitForEnd(of command: pid_t) -> ChildEnd {
        while true {
            guard let end = ChildEnd.next() else { return ChildEnd(lost: command) }
            if end.pid == command { return end }
            waitpid(end.pid, nil, 0)
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
