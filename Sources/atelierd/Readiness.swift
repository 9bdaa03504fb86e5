import Domain
import FoundationEssentials
import Glibc
import Synchronization

/// Tells whoever started the engine how that went: one report on the descriptor the starter left open, then it closes.
final class Readiness: Sendable {
    private let descriptor: Mutex<Int32?>

    /// Started by hand or by systemd (without `--report-readiness`) there is nobody to tell.
    init(arguments: [String] = CommandLine.arguments) {
        descriptor = Mutex(arguments.contains(Self.argument) ? Self.descriptor : nil)
    }

    static let argument = "--report-readiness"
    private static let descriptor: Int32 = 3

    func report(_ text: String) {
        descriptor.withLock { descriptor in
            guard let open = descriptor else { return }
            _ = text.withCString { write(open, $0, strlen($0)) }
            close(open)
            descriptor = nil
        }
    }

    func report(_ error: AtelierError) {
        let json = (try? JSONEncoder().encode(error)).map { String(decoding: $0, as: UTF8.self) }
        report(json ?? error.message)
    }

    /// A callback to be called by each of `count` doors; at the last one the engine is ready.
    func afterAll(_ count: Int, then announce: @escaping @Sendable () -> Void) -> @Sendable () async -> Void {
        let remaining = Atomic(count)
        return { [self] in
            guard remaining.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 else { return }
            announce()
            report("ready")
        }
    }
}
