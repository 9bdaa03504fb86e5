/// What a runner is to do, as it lies in the plan file that the engine writes and the runner reads and removes.
///
/// The format needs no parser worth the name, since the runner goes without Foundation: fields of `name=value`, each ended
/// by a NUL byte, which none of them can contain. First comes `atelier-runner=1`, the version. `variable` (value:
/// `NAME=text`) and `core` repeat, and `rank` (value: its log) begins what is one process's own; a field that is not known
/// is an error, since ignoring a limit is worse than not starting.
package struct RunnerOrder: Sendable, Hashable {
    /// Names this start of the job. A runner starts the command of one attempt once, ever.
    package var attempt: String
    /// Handed to `bash -c`.
    package var command: String
    package var workingDirectory: String
    package var environment: [String: String]
    /// Absolute paths; the folders exist.
    package var log: String
    package var runnerRecord: String
    package var exitRecord: String
    /// The lock a runner holds as long as it lives. Its content is the attempts ever started, one a line.
    package var attempts: String
    package var limits: ResourceLimits
    package var cores: [Int]
    package var niceness: Int32?
    package var oomScore: Int32
    /// The processes the command is started as, all at once; empty for one that has nothing of its own.
    package var ranks: [RunnerRank]
    /// Milliseconds between asking the others to end, when one has failed, and ending them.
    package var grace: UInt32

    /// In the environment of the command and all it starts: what ran away from its parents is found by it.
    package static let markerVariable = "ATELIER_ATTEMPT"

    /// The attempt and the job's own record: no other job on this box has the same.
    package var marker: String { Self.marker(attempt: attempt, exitRecord: exitRecord) }

    package static func marker(attempt: String, exitRecord: String) -> String { "\(attempt)@\(exitRecord)" }

    /// The number of the descriptor through which the runner says `started`, or a sentence why not.
    package static let reportDescriptor: Int32 = 3

    package init(
        attempt: String, command: String, workingDirectory: String, environment: [String: String], log: String,
        runnerRecord: String, exitRecord: String, attempts: String, limits: ResourceLimits = ResourceLimits(),
        cores: [Int] = [], niceness: Int32? = nil, oomScore: Int32 = 0, ranks: [RunnerRank] = [], grace: UInt32 = 10_000
    ) {
        self.attempt = attempt
        self.command = command
        self.workingDirectory = workingDirectory
        self.environment = environment
        self.log = log
        self.runnerRecord = runnerRecord
        self.exitRecord = exitRecord
        self.attempts = attempts
        self.limits = limits
        self.cores = cores
        self.niceness = niceness
        self.oomScore = oomScore
        self.ranks = ranks
        self.grace = grace
    }
}

extension RunnerOrder {
    /// A plan that cannot be carried out as it stands.
    package struct Malformed: Error, CustomStringConvertible {
        package let description: String
    }

    package func encoded() throws(Malformed) -> [UInt8] {
        var fields: [(String, String)] = [
            ("atelier-runner", "1"), ("attempt", attempt), ("command", command), ("folder", workingDirectory),
            ("log", log), ("runner-record", runnerRecord), ("exit-record", exitRecord), ("attempts", attempts),
            ("oom-score", "\(oomScore)"), ("grace", "\(grace)"),
        ]
        fields += environment.sorted { $0.key < $1.key }.map { ("variable", "\($0.key)=\($0.value)") }
        fields += cores.map { ("core", "\($0)") }
        if let niceness { fields.append(("niceness", "\(niceness)")) }
        for (name, value) in [
            ("address-space", limits.addressSpace), ("data", limits.data), ("processes", limits.processes),
            ("open-files", limits.openFiles), ("file-size", limits.fileSize), ("core-size", limits.core),
        ] {
            if let value { fields.append((name, "\(value)")) }
        }
        for rank in ranks { fields += rank.fields }
        var bytes: [UInt8] = []
        for (name, value) in fields {
            guard !value.utf8.contains(0) else {
                throw Malformed(description: "the job's \(name) contains a NUL character")
            }
            bytes += Array("\(name)=\(value)".utf8)
            bytes.append(0)
        }
        guard !attempt.isEmpty, !attempt.utf8.contains(UInt8(ascii: "\n")) else {
            throw Malformed(description: "the attempt has no usable id")
        }
        return bytes
    }

    package init(decoding bytes: [UInt8]) throws(Malformed) {
        self.init(
            attempt: "", command: "", workingDirectory: "", environment: [:], log: "", runnerRecord: "", exitRecord: "",
            attempts: "", limits: ResourceLimits(core: nil))
        var version = ""
        for field in bytes.split(separator: 0) {
            guard let equals = field.firstIndex(of: UInt8(ascii: "=")) else {
                throw Malformed(description: "a field of the runner's plan has no value")
            }
            let name = String(decoding: field[..<equals], as: UTF8.self)
            let value = String(decoding: field[(equals + 1)...], as: UTF8.self)
            switch name {
            case "atelier-runner": version = value
            case "attempt": attempt = value
            case "command": command = value
            case "folder": workingDirectory = value
            case "log": log = value
            case "runner-record": runnerRecord = value
            case "exit-record": exitRecord = value
            case "attempts": attempts = value
            case "variable":
                let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2 else { throw Malformed(description: "a variable of the runner's plan has no value") }
                environment[String(parts[0])] = String(parts[1])
            case "rank": ranks.append(RunnerRank(log: value))
            case "rank-variable", "rank-core", "rank-serves":
                guard !ranks.isEmpty else { throw Malformed(description: "the plan's field \(name) belongs to no rank") }
                try ranks[ranks.count - 1].read(name, value)
            case "grace": grace = try Self.number(name, value)
            case "oom-score": oomScore = try Self.number(name, value)
            case "core": cores.append(try Self.number(name, value))
            case "niceness": niceness = try Self.number(name, value)
            case "address-space": limits.addressSpace = try Self.number(name, value)
            case "data": limits.data = try Self.number(name, value)
            case "processes": limits.processes = try Self.number(name, value)
            case "open-files": limits.openFiles = try Self.number(name, value)
            case "file-size": limits.fileSize = try Self.number(name, value)
            case "core-size": limits.core = try Self.number(name, value)
            default: throw Malformed(description: "this runner does not know the plan's field \(name)")
            }
        }
        guard version == "1" else {
            throw Malformed(description: "the plan is of version \(version.isEmpty ? "none" : version), this runner reads 1")
        }
        for (name, value) in [
            ("attempt", attempt), ("log", log), ("runner-record", runnerRecord), ("exit-record", exitRecord),
            ("attempts", attempts),
        ] where value.isEmpty {
            throw Malformed(description: "the runner's plan names no \(name)")
        }
    }

    static func number<Number: FixedWidthInteger>(
        _ name: String, _ value: String
    ) throws(Malformed) -> Number {
        guard let number = Number(value) else {
            throw Malformed(description: "the plan's \(name) is not a number: \(value)")
        }
        return number
    }
}
