import Domain
import Glibc
import LinuxSystem

/// Starts worker processes the way a plan says: descriptor 3 is the socket, stdout and stderr the log, and the process
/// group their own. A worker dies with the event loop's thread that started it, that is, with the engine.
struct WorkerLauncher {
    private let plan: DeploymentPlan
    private let environment: [String: String]
    let key: TemplateKey

    init(plan: DeploymentPlan, environment: [String: String]) {
        self.plan = plan
        self.environment = environment
        key = TemplateKey(plan, environment: environment)
    }

    /// The process, and our end of the socket, which the caller owns.
    func launch() throws(PosixError) -> (child: ChildProcess, socket: CInt) {
        let ends = try socketPair()
        let ours = FileDescriptor(owning: ends.0)
        let theirs = FileDescriptor(owning: ends.1)
        let log = try openLog()
        var spawn = Spawn(
            plan.python, [plan.workerScript, plan.codeFolder, plan.scoringScript ?? ""],
            environment: environment)
        spawn.workingDirectory = plan.codeFolder
        spawn.standardOutput = log.raw
        spawn.standardError = log.raw
        spawn.descriptors = [3: theirs.raw]
        spawn.deathSignal = SIGKILL
        let child = try ChildProcess(spawn)
        return (child, ours.release())
    }

    /// Asks a template for a worker; `answer` is called once, from any thread.
    ///
    /// - Returns: the order's number, and our end of the socket, which the caller owns.
    func fork(
        from template: WorkerTemplate, answer: @escaping @Sendable (WorkerTemplate.Fork) -> Void
    ) throws(PosixError) -> (order: Int, socket: CInt) {
        let ends = try socketPair()
        let ours = FileDescriptor(owning: ends.0)
        let theirs = FileDescriptor(owning: ends.1)
        let log = try openLog()
        let order = template.fork(
            arguments: [plan.codeFolder, plan.scoringScript ?? ""], environment: environment, folder: plan.codeFolder,
            descriptors: [theirs.raw, log.raw], answer: answer)
        return (order, ours.release())
    }

    private func socketPair() throws(PosixError) -> (CInt, CInt) {
        var ends: [CInt] = [-1, -1]
        guard socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw PosixError(errno, "make a socket for a worker of", plan.deployment.rawValue)
        }
        return (ends[0], ends[1])
    }

    private func openLog() throws(PosixError) -> FileDescriptor {
        try FileDescriptor.open(plan.logPath, O_WRONLY | O_APPEND | O_CREAT, mode: 0o600)
    }
}
