import Domain
import LinuxSystem

/// Says which version a Python is; nil when it cannot be run.
protocol InterpreterProbing: Sendable {
    func version(of path: String) async throws -> PythonVersion?
}

/// Asks the program itself.
struct InterpreterProber: InterpreterProbing {
    let environment: [String: String]

    func version(of path: String) async throws -> PythonVersion? {
        let program = ToolProcess(
            path, ["-I", "-S", "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"], environment: environment)
        do {
            let (status, text) = try await program.collect()
            return status.isSuccess ? PythonVersion(text.trimmingSpaces) : nil
        } catch is AtelierError {
            return nil
        }
    }
}

/// Knows the Pythons of this box. A program is asked for its version once, and again when it has changed.
actor InterpreterFinder {
    private struct Known {
        let stamp: FileStamp
        let version: PythonVersion?
    }

    private let places: InterpreterPlaces
    private let prober: any InterpreterProbing
    private var known: [String: Known] = [:]

    init(places: InterpreterPlaces, prober: any InterpreterProbing) {
        self.places = places
        self.prober = prober
    }

    /// All of them, in the order of the places.
    func all() async throws -> [Interpreter] {
        let places = places
        let candidates = try await BlockingWork.run {
            try places.candidates().compactMap { path in try FileStamp.of(path).map { (path, $0) } }
        }
        let unknown = candidates.filter { known[$0.0]?.stamp != $0.1 }
        let prober = prober
        let answers = try await withThrowingTaskGroup(of: (String, Known).self) { group in
            for (path, stamp) in unknown {
                group.addTask { (path, Known(stamp: stamp, version: try await prober.version(of: path))) }
            }
            return try await group.reduce(into: [(String, Known)]()) { $0.append($1) }
        }
        for (path, answer) in answers { known[path] = answer }
        return candidates.compactMap { path, _ in
            known[path]?.version.map { Interpreter(path: path, version: $0) }
        }
    }
}
