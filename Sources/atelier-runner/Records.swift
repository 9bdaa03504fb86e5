import LinuxSystem

/// The runner's two records as JSON text. Times are seconds since 1970.
enum Records {
    static func runner(
        _ order: RunnerOrder, runner: ProcessIdentity, command: ProcessIdentity, started: UInt64
    ) -> String {
        object([
            ("attempt", string(order.attempt)), ("runner", identity(runner)), ("command", identity(command)),
            ("started", seconds(started)),
        ]) + "\n"
    }

    /// - Parameter memoryKills: by the kernel, while it ran; nil when the kernel does not count them.
    static func exit(
        _ order: RunnerOrder, end: Crew.End, memoryKills: UInt64?, started: UInt64, ended: UInt64
    ) -> String {
        let outcome =
            switch end.child.status {
            case .exited(let code): ("exitCode", "\(code)")
            case .signalled(let number): ("signal", "\(number)")
            }
        return object([
            ("attempt", string(order.attempt)), outcome, ("started", seconds(started)), ("ended", seconds(ended)),
            ("userSeconds", seconds(end.child.userMicroseconds * 1000)),
            ("systemSeconds", seconds(end.child.systemMicroseconds * 1000)),
            ("maximumResidentBytes", "\(end.child.maximumResidentBytes)"),
        ] + (end.rank.map { [("rank", "\($0)")] } ?? []) + (memoryKills.map { [("outOfMemoryKills", "\($0)")] } ?? [])) + "\n"
    }

    static func failure(_ order: RunnerOrder, message: String, started: UInt64, ended: UInt64) -> String {
        object([
            ("attempt", string(order.attempt)), ("failure", string(String(message.prefix(1000)))),
            ("started", seconds(started)), ("ended", seconds(ended)),
        ]) + "\n"
    }

    private static func object(_ fields: [(String, String)]) -> String {
        "{" + fields.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }

    private static func identity(_ identity: ProcessIdentity) -> String {
        object([
            ("pid", "\(identity.pid)"), ("startTime", "\(identity.startTime)"), ("bootID", string(identity.bootID)),
        ])
    }

    private static func seconds(_ nanoseconds: UInt64) -> String {
        let micro = "\(nanoseconds / 1000 % 1_000_000)"
        return "\(nanoseconds / 1_000_000_000)." + String(repeating: "0", count: 6 - micro.utf8.count) + micro
    }

    private static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
