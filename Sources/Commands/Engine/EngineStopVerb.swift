import ArgumentParser
import Client
import ControlAPI
import Domain
import LinuxSystem

struct EngineStopVerb: Verb {
    static let configuration = CommandConfiguration.verb(
        "stop", "Stop the engine. Jobs go on without it, and the next engine finds them.",
        example: "atelier engine stop --cancel-jobs")

    @Flag(help: "Cancel the jobs that run and wait.")
    var cancelJobs = false
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        guard session.door.isRunning else {
            session.say("the engine is not running")
            return .nothing
        }
        let engine = try FileLock.holder(of: session.location.home.lock)
        let stopped = try await session.door.connection().call(
            EngineRoutes.stop, [:], query: [:], body: EngineStop(cancelJobs: cancelJobs))
        try await waitUntilGone(engine, session)
        if stopped.jobsCancelled > 0 { session.say("\(Self.count(stopped.jobsCancelled, "job")) cancelled") }
        if stopped.jobsLeftRunning > 0 {
            session.say(
                "\(Self.count(stopped.jobsLeftRunning, "job")) left running; 'atelier engine start' finds them again")
        }
        session.say("the engine has stopped")
        return .nothing
    }

    /// The next command may start an engine at once, so this one must be gone first, its lock with it. Somebody else may
    /// have started another by then.
    private func waitUntilGone(_ engine: Int32?, _ session: Session) async throws {
        for _ in 0..<1500 {
            let holder = try FileLock.holder(of: session.location.home.lock)
            if holder == nil || holder != engine { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw AtelierError(
            .timeout, "the engine is still there 30 s after it was told to stop", hint: "see 'atelier engine logs'")
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
