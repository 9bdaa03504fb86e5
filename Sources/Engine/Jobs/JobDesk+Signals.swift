package import Domain
import Glibc
import LinuxSystem
import Runtimes
import Store

extension JobDesk {
    /// Sends a signal to one process of a running job. Its runner, and what belongs to no job of this home, is never
    /// reached: throws `notFound`.
    package func signal(
        _ name: JobName, process pid: Int32, _ signal: ProcessSignal, in workspace: WorkspaceName, by person: String
    ) async throws {
        let job = try await context.store.read { try $0.requireJob(name, in: workspace) }
        let layout = layout(of: job)
        let isSent = try await BlockingWork.run {
            guard let running = BoxReading.job(in: layout, .snapshot()),
                let process = running.processes.first(where: { $0.entry.pid == pid && !$0.entry.hasEnded })
            else { return false }
            let identity = ProcessIdentity(
                pid: pid, startTime: process.entry.startTime, bootID: ProcessIdentity.currentBoot)
            return try ProcessHandle(identity)?.signal(signal.number) ?? false
        }
        guard isSent else {
            throw AtelierError(
                .notFound, "process \(pid) is none of job \(name)'s, or it has ended",
                hint: "the studio's compute screen lists them", subject: "job \(name)")
        }
        let now = context.clock.now()
        _ = try await context.write { transaction in
            try transaction.append(
                "job.signalled", about: job.reference, by: person, at: now,
                after: ["process": .int(Int64(pid)), "signal": .string(signal.rawValue)])
        }
    }
}

extension ProcessSignal {
    fileprivate var number: Int32 {
        switch self {
        case .hangUp: SIGHUP
        case .interrupt: SIGINT
        case .quit: SIGQUIT
        case .user1: SIGUSR1
        case .user2: SIGUSR2
        case .terminate: SIGTERM
        case .stop: SIGSTOP
        case .resume: SIGCONT
        case .kill: SIGKILL
        }
    }
}
