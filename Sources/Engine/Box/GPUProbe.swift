import Domain
import FoundationEssentials
import Glibc
import LinuxSystem

/// Asks `nvidia-smi` what the accelerators do. A box without it has none; one whose driver hangs costs a sample two
/// seconds, and then is left in peace for a minute.
actor GPUProbe {
    private let clock: EngineClock
    private let environment: [String: String]
    private lazy var program = find()
    private var isAsking = false
    private var silentUntil: Date?

    init(clock: EngineClock, environment: [String: String] = ProcessInfo.processInfo.environment) {
        self.clock = clock
        self.environment = environment
    }

    /// Empty when there are none, or nobody can tell.
    func loads() async -> [GPULoad] {
        // One that never ends, whatever signal it is sent, is not asked a second time.
        guard let program, !isAsking, silentUntil.map({ $0 <= clock.now() }) ?? true else { return [] }
        let (answers, answer) = AsyncStream.makeStream(of: [GPULoad]?.self)
        isAsking = true
        let asking = Task {
            answer.yield(await Self.ask(program, environment))
            isAsking = false
        }
        let alarm = Task { [clock] in
            guard (try? await clock.sleep(Self.limit)) != nil else { return }
            answer.yield(nil)
        }
        defer {
            asking.cancel()
            alarm.cancel()
        }
        for await loads in answers {
            if let loads { return loads }
            break
        }
        if !Task.isCancelled { silentUntil = clock.now() + Self.silence.seconds }
        return []
    }

    /// Nil when it fails.
    private static func ask(_ program: String, _ environment: [String: String]) async -> [GPULoad]? {
        let answer = try? await ToolProcess(program, GPULoad.query, environment: environment).collect()
        guard let answer, answer.status.isSuccess else { return nil }
        return GPULoad.parse(answer.text)
    }

    private func find() -> String? {
        (environment["PATH"] ?? EnvironmentVariables.usualPath).split(separator: ":").map { "\($0)/nvidia-smi" }
            .first { access($0, X_OK) == 0 }
    }

    private static let limit = Duration.seconds(2)
    private static let silence = Duration.seconds(60)
}
