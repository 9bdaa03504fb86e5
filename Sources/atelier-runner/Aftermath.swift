import Glibc
import LinuxSystem

/// What a command leaves running when it ends. As subreaper the runner is the parent of every orphan below it, so
/// neither a new session nor a double fork gets a process away.
struct Aftermath {
    /// The command, ended and not reaped.
    let leader: pid_t

    /// Kills all of them; returns when none is left, or only those we may not signal.
    func clear() {
        ProcessGroup(leader).signal(SIGKILL)
        var untouchable: Set<pid_t> = [leader]
        while true {
            // Most commands leave nothing, and the kernel tells so at once: it hands us orphans, and only we reap them.
            if ProcessTable.children(of: getpid()) == [leader] { return }
            let left = ProcessTable.snapshot().descendants(of: getpid()).filter { !untouchable.contains($0.pid) }
            if left.isEmpty { return }
            for process in left where kill(process.pid, SIGKILL) != 0 && errno == EPERM {
                untouchable.insert(process.pid)
            }
            // Their own children become ours, and are found in the next round.
            for process in left where process.parent == getpid() && !untouchable.contains(process.pid) {
                waitpid(process.pid, nil, 0)
            }
        }
    }
}
