package import Domain
import FoundationEssentials
import Glibc
import LinuxSystem

extension ExitRecord {
    /// How an attempt ended; nil when it left no record.
    package static func read(from layout: JobLayout, attempt: String) throws -> ExitRecord? {
        try RunnerFiles(layout: layout, attempt: attempt).exitRecord()
    }

    /// On disk when this returns. Blocks.
    package func write(to layout: JobLayout) throws {
        do throws(PosixError) {
            let data = try? JSONEncoder().encode(self)
            try DurableFile.write(Array(data ?? Data()), to: layout.exitRecord)
        } catch {
            throw AtelierError(.unavailable, "\(error)", subject: layout.exitRecord, cause: error)
        }
    }
}

/// Reads what a runner left in the job's folder.
struct RunnerFiles {
    let layout: JobLayout
    let attempt: String

    /// Nil when this attempt left none (yet).
    func exitRecord() throws -> ExitRecord? {
        let record: ExitRecord? = try read(layout.exitRecord)
        return record?.attempt == attempt ? record : nil
    }

    /// Of whichever attempt.
    func latestRunnerRecord() throws -> RunnerRecord? { try read(layout.runnerRecord) }

    func runnerRecord() throws -> RunnerRecord? {
        let record = try latestRunnerRecord()
        return record?.attempt == attempt ? record : nil
    }

    /// How the attempt ended, after its runner did. Ends what a killed runner left behind.
    func end() throws -> JobEnd {
        if let record = try exitRecord() { return .exited(record) }
        sweep()
        return .lost("the job's runner was killed from outside, so how the command ended is not known")
    }

    /// Kills everything that carries the attempt in its environment, wherever it went.
    func sweep() {
        let marker = RunnerOrder.marker(attempt: attempt, exitRecord: layout.exitRecord)
        while true {
            let left = ProcessTable.pids(withVariable: RunnerOrder.markerVariable, value: marker)
            let killed = left.filter { kill($0, SIGKILL) == 0 }
            if killed.isEmpty { return }
            for pid in killed {
                // Gone before the next look, or still about to go: the pause yields the core to it.
                if ProcessTable.entry(pid)?.hasEnded == false { sched_yield() }
            }
        }
    }

    private func read<Record: Decodable>(_ path: String) throws -> Record? {
        let bytes: [UInt8]
        do {
            bytes = try DurableFile.read(path, limit: 1 << 20)
        } catch {
            if error.code == ENOENT { return nil }
            throw AtelierError(.unavailable, "\(error)", subject: path, cause: error)
        }
        do {
            return try JSONDecoder().decode(Record.self, from: Data(bytes))
        } catch {
            throw AtelierError(
                .internal, "the record \(path) cannot be read", hint: "it was left as it is; look at the file",
                subject: path, cause: error)
        }
    }
}
