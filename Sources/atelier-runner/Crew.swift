import Glibc
import LinuxSystem

/// The processes of one start of the command, all in the process group of the first. One of them that fails ends the
/// others; those that serve end when the others have.
struct Crew {
    /// How all of it ended.
    struct End {
        /// What the first that failed ended with, else the leader; used: of all of them.
        var child: ChildEnd
        /// Who failed first; nil for a crew of one, and when nobody did.
        var rank: Int?
    }

    private struct Member {
        let pid: pid_t
        let serves: Bool
        var status: TerminationStatus?
    }

    private let grace: UInt64
    private var members: [Member] = []
    /// Read and not reaped: it keeps the group's number from being given to others.
    private var leaderEnd: ChildEnd?
    private var failure: Int?
    /// What is still to be sent to the group, and when.
    private var requests: [(signal: Int32, due: UInt64)] = []
    private var isEnding = false

    /// Starts all of them, or none.
    init(starting spawns: [(spawn: Spawn, serves: Bool)], grace: UInt32) throws(PosixError) {
        self.grace = UInt64(grace) * 1_000_000
        Self.hold(SIGCHLD)
        for (spawn, serves) in spawns {
            var spawn = spawn
            spawn.grouping = members.first.map { .group($0.pid) } ?? .ownGroup
            do {
                members.append(Member(pid: try spawn.start(), serves: serves))
            } catch {
                clear()
                throw error
            }
        }
    }

    var leader: pid_t { members.first?.pid ?? 0 }

    /// Ends all of it at once.
    func clear() {
        guard let leader = members.first?.pid else { return }
        Aftermath(leader: leader).clear()
        waitpid(leader, nil, 0)
    }

    /// Returns when all have ended. The leader stays unreaped.
    mutating func waitForEnd() -> End {
        while true {
            noteEnds()
            if members.allSatisfy({ $0.status != nil }), var end = leaderEnd {
                if let failure, let status = members[failure].status { end.status = status }
                return End(child: end, rank: members.count > 1 ? failure : nil)
            }
            endOthers()
            waitForChild()
            reapStrangers()
        }
    }

    private mutating func noteEnds() {
        for index in members.indices where members[index].status == nil {
            let status: TerminationStatus
            if index == 0 {
                guard let end = ChildEnd.of(leader) else { continue }
                leaderEnd = end
                status = end.status
            } else {
                var word: Int32 = 0
                let pid = waitpid(members[index].pid, &word, WNOHANG)
                guard pid != 0 else { continue }
                status = pid > 0 ? TerminationStatus(waitStatus: word) : .exited(-1)
            }
            members[index].status = status
            // A server that was asked to end has not failed.
            if failure == nil, !status.isSuccess, !(isEnding && members[index].serves) { failure = index }
        }
    }

    private mutating func endOthers() {
        if !isEnding {
            let now = Moment.steady
            if let failure, let status = members[failure].status {
                isEnding = true
                // Who interrupts one interrupts all: let the others save what they have.
                let asked = status.isInterrupt ? now + grace : now
                requests = [(SIGTERM, asked), (SIGKILL, asked + grace)]
            } else if members.contains(where: \.serves), members.allSatisfy({ $0.serves || $0.status != nil }) {
                isEnding = true
                requests = [(SIGTERM, now), (SIGKILL, now + grace)]
            }
        }
        while let next = requests.first, next.due <= Moment.steady {
            requests.removeFirst()
            let group = ProcessGroup(leader)
            group.signal(next.signal)
            // A stopped process does not see the signal before it continues.
            group.signal(SIGCONT)
        }
    }

    /// Returns when a child has ended, or something is to be sent.
    private func waitForChild() {
        var wanted = sigset_t()
        sigemptyset(&wanted)
        sigaddset(&wanted, SIGCHLD)
        guard let due = requests.first?.due else {
            sigwaitinfo(&wanted, nil)
            return
        }
        let now = Moment.steady
        let left = due > now ? due - now : 0
        var pause = timespec(tv_sec: Int(left / 1_000_000_000), tv_nsec: Int(left % 1_000_000_000))
        sigtimedwait(&wanted, nil, &pause)
    }

    /// What was orphaned to us does not wait for our end.
    private func reapStrangers() {
        let own = Set(members.map(\.pid))
        for child in ProcessTable.children(of: getpid()) ?? [] where !own.contains(child) { waitpid(child, nil, WNOHANG) }
    }

    /// The signal is kept until somebody waits for it.
    private static func hold(_ number: Int32) {
        var held = sigset_t()
        sigemptyset(&held)
        sigaddset(&held, number)
        sigprocmask(SIG_BLOCK, &held, nil)
    }
}

extension TerminationStatus {
    fileprivate var isInterrupt: Bool { self == .signalled(SIGINT) || self == .exited(128 + SIGINT) }
}
