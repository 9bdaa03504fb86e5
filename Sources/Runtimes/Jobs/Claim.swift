import Domain
import Glibc
import LinuxSystem

/// The engine's side of the rule that an attempt is started once: it claims an attempt that seems never to have been
/// started, so that a runner which comes to life late finds itself refused.
struct Claim {
    enum Answer {
        case claimed
        case startedBefore
        case runnerAtWork
    }

    let layout: JobLayout
    let attempt: String

    func take() throws -> Answer {
        do {
            guard let lock = try FileLock.acquire(layout.attempts, writesHolder: false) else { return .runnerAtWork }
            let attempts = try lock.content().split(separator: UInt8(ascii: "\n"))
            if attempts.contains(where: { $0.elementsEqual(attempt.utf8) }) { return .startedBefore }
            try lock.append(attempt + "\n")
            unlink(layout.runnerPlan)
            return .claimed
        } catch {
            // Without its folder the job has no runner, and no late one could find anything to do.
            if error.code == ENOENT { return .claimed }
            throw AtelierError(.unavailable, "\(error)", subject: layout.root, cause: error)
        }
    }
}
