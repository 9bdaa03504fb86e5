// One runner owns one start of one job: it starts the command, waits, and leaves `exit.json`. Nothing but the end of the
// command ends it, so that a job outlives the engine, the studio and the SSH connection. Only SIGKILL takes it down, and
// the kernel kills the command with it; what that leaves behind carries the attempt in its environment.

import Glibc
import LinuxSystem

let report = Report()

guard CommandLine.arguments.count == 2 else {
    report.fail("usage: atelier-runner PLAN (started by atelierd, not by hand)")
    exit(64)
}

for number in [SIGHUP, SIGINT, SIGTERM, SIGQUIT, SIGPIPE, SIGTTOU, SIGTTIN, SIGTSTP, SIGUSR1, SIGUSR2] {
    signal(number, SIG_IGN)
}
setsid()
umask(0o077)

do {
    let plan = CommandLine.arguments[1]
    let order = try RunnerOrder(decoding: DurableFile.read(plan))
    // It carries the job's secrets and has been read.
    unlink(plan)
    let attempt = try Attempt(claiming: order)
    try attempt.run(reportingTo: report)
} catch {
    report.fail("\(error)")
    exit(1)
}
