import CLinux
package import Glibc

/// A program to start: everything about the new process, decided before it exists.
///
/// The child gets only the descriptors named here, no signal handlers, an empty signal mask, and standard input from
/// `/dev/null`. Starting returns after the program was executed, so a missing file is an error here and not an exit
/// code 127 later.
package struct Spawn: Sendable {
    package enum Grouping: Sendable {
        case inherited
        /// The leader of a new process group: `ProcessGroup(pid)` signals all of it.
        case ownGroup
        /// A member of a group that is there, of the same session.
        case group(pid_t)
        /// The leader of a new session, without a terminal: survives the end of an SSH connection.
        case ownSession
    }

    /// A path, or a name to look up in the `PATH` of `environment`.
    package var executable: String
    /// Without the program's own name, which is `executable`.
    package var arguments: [String]
    package var environment: [String: String]
    package var workingDirectory: String?
    /// Our descriptors for the child's standard ones; nil is `/dev/null`.
    package var standardInput: Int32?
    package var standardOutput: Int32?
    package var standardError: Int32?
    /// Further descriptors: the number in the child → ours.
    package var descriptors: [Int32: Int32] = [:]
    package var grouping = Grouping.ownGroup
    package var limits = ResourceLimits()
    /// The cores it may run on; nil leaves them as they are.
    package var affinity: CPUAffinity?
    /// Absolute, -20 to 19; nil leaves it as it is. Lowering needs a privilege and is skipped without.
    package var niceness: Int32?
    /// How soon the kernel kills it when memory runs out, -1000 to 1000; 0 leaves it as it is.
    package var oomScore: Int32 = 0
    /// Sent to the child when the *thread* that starts it ends: for programs that start from their main thread.
    package var deathSignal: Int32 = 0

    package init(_ executable: String, _ arguments: [String] = [], environment: [String: String] = [:]) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
    }

    /// Starts it. The caller must wait for the pid; `ChildProcess` does that by itself.
    package func start() throws(PosixError) -> pid_t {
        let path = try located()
        let wiring = [0: standardInput ?? -1, 1: standardOutput ?? -1, 2: standardError ?? -1]
            .merging(descriptors) { _, asked in asked }.sorted { $0.key < $1.key }
        let targets = wiring.map(\.key)
        let sources = wiring.map(\.value)
        let limits = limits.entries
        let mask = affinity?.mask
        var pid: pid_t = 0
        var stage: Int32 = 0
        let error = Self.withCStrings([executable] + arguments) { argv in
            Self.withCStrings(environment.map { "\($0.key)=\($0.value)" }) { envp in
                path.withCString { path in
                    Self.withOptionalCString(workingDirectory) { folder in
                        sources.withUnsafeBufferPointer { sources in
                            targets.withUnsafeBufferPointer { targets in
                                limits.withUnsafeBufferPointer { limits in
                                    Self.withOptionalBuffer(mask) { cores in
                                        var request = linux_spawn_request(
                                            path: path, arguments: argv, environment: envp, folder: folder,
                                            sources: sources.baseAddress, targets: targets.baseAddress,
                                            descriptor_count: Int32(targets.count), grouping: grouping.code,
                                            group: grouping.group,
                                            death_signal: deathSignal, niceness: niceness ?? 0,
                                            has_niceness: niceness == nil ? 0 : 1, oom_score: oomScore,
                                            cores: cores?.baseAddress, core_words: Int32(cores?.count ?? 0),
                                            limits: limits.baseAddress, limit_count: Int32(limits.count))
                                        return linux_spawn(&request, &pid, &stage)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        if error != 0 { throw failure(error, stage: Int(stage), path: path) }
        return pid
    }

    private func failure(_ error: Int32, stage: Int, path: String) -> PosixError {
        switch stage {
        case Int(LINUX_STAGE_FOLDER): PosixError(error, "enter folder", workingDirectory ?? "")
        case Int(LINUX_STAGE_DESCRIPTORS): PosixError(error, "hand descriptors to", path)
        case Int(LINUX_STAGE_GROUP): PosixError(error, "make a process group for", path)
        case Int(LINUX_STAGE_LIMITS): PosixError(error, "set the limits of", path)
        case Int(LINUX_STAGE_EXECUTE): PosixError(error, "execute", path)
        default: PosixError(error, "start a process for", path)
        }
    }

    private func located() throws(PosixError) -> String {
        if executable.utf8.contains(UInt8(ascii: "/")) { return executable }
        for folder in (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":") {
            let path = "\(folder)/\(executable)"
            if access(path, X_OK) == 0 { return path }
        }
        throw PosixError(ENOENT, "find", executable)
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
        pointers.append(nil)
        defer { pointers.forEach { free($0) } }
        return pointers.withUnsafeBufferPointer { buffer in
            // The list ends with nil, so there always is a first element.
            withUnsafePointer(to: nil as UnsafeMutablePointer<CChar>?) { body(buffer.baseAddress ?? $0) }
        }
    }

    private static func withOptionalCString<Result>(
        _ string: String?, _ body: (UnsafePointer<CChar>?) -> Result
    ) -> Result {
        string.map { $0.withCString(body) } ?? body(nil)
    }

    private static func withOptionalBuffer<Element, Result>(
        _ array: [Element]?, _ body: (UnsafeBufferPointer<Element>?) -> Result
    ) -> Result {
        array.map { $0.withUnsafeBufferPointer(body) } ?? body(nil)
    }
}

extension Spawn.Grouping {
    fileprivate var code: Int32 {
        switch self {
        case .inherited: Int32(LINUX_GROUP_INHERITED)
        case .ownGroup: Int32(LINUX_GROUP_OWN)
        case .group: Int32(LINUX_GROUP_OF)
        case .ownSession: Int32(LINUX_SESSION_OWN)
        }
    }

    fileprivate var group: pid_t {
        if case .group(let group) = self { group } else { 0 }
    }
}
