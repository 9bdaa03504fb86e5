import Domain
import Glibc
import LinuxSystem

/// Starts worker processes the way a plan says: descriptor 3 is the socket, stdout and stderr the log, and the process
/// group their own. A worker dies with the event loop's thread that started it, that is, with the engine.
struct WorkerLauncher {
    private let plan: DeploymentPlan
    private let environment: [String: String]

    init(plan: DeploymentPlan, environment: [String: String]) {
        self.plan = plan
        self.environment = environment
    }

    /// The process, and our end of the socket, which the caller owns.
    func launch() throws(PosixError) -> (child: ChildProcess, socket: CInt) {
        var ends: [CInt] = [-1, -1]
        guard socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw PosixError(errno, "make a socket for a worker of", plan.deployment.rawValue)
        }
        let ours = FileDescriptor(owning: ends[0])
        let theirs = FileDescriptor(owning: ends[1])
        let log = try FileDescriptor.open(plan.logPath, O_WRONLY | O_APPEND | O_CREAT, mode: 0o600)
        var spawn = Spawn(
            plan.python, [plan.workerScript, plan.codeFolder] + [plan.scoringScript].compactMap(\.self),
            environment: environment)
        spawn.workingDirectory = plan.codeFolder
        spawn.standardOutput = log.raw
        spawn.standardError = log.raw
        spawn.descriptors = [3: theirs.raw]
        spawn.deathSignal = SIGKILL
        let child = try ChildProcess(spawn)
        return (child, ours.release())
    }
}
