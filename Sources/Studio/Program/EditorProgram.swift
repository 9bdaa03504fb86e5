import Glibc
import LinuxSystem

/// The person's own editor: `$VISUAL`, else `$EDITOR`, else one that is there.
struct EditorProgram: Sendable {
    /// As a shell reads it: `code --wait` is one as well.
    private let command: String
    private let environment: [String: String]

    private static let common = ["vi", "nano"]
    /// Take `+12` for a line to begin at.
    private static let jumpers: Set<String> = ["vi", "vim", "nvim", "view", "nano", "emacs", "emacsclient", "joe", "mcedit", "kak"]

    /// Nil when there is none.
    init?(environment: [String: String]) {
        let wanted = [environment["VISUAL"], environment["EDITOR"]].compactMap(\.self)
            .first { $0.contains { !$0.isWhitespace } }
        guard let command = wanted ?? Self.common.first(where: { Self.isThere($0, environment) }) else { return nil }
        self.command = command
        self.environment = environment
    }

    private static func isThere(_ name: String, _ environment: [String: String]) -> Bool {
        (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
            .contains { access("\($0)/\(name)", X_OK) == 0 }
    }

    /// In our own process group: what stops or interrupts the one from the keyboard is for both, as a shell expects.
    func spawn(on path: String, line: Int?) -> Spawn {
        let name = command.split(separator: " ").first.map { $0.split(separator: "/").last ?? $0 } ?? ""
        let place = line.flatMap { Self.jumpers.contains(String(name)) ? ["+\($0)"] : nil } ?? []
        var spawn = Spawn("/bin/sh", ["-c", "\(command) \"$@\"", "sh"] + place + [path], environment: environment)
        (spawn.standardInput, spawn.standardOutput, spawn.standardError) = (0, 1, 2)
        spawn.grouping = .inherited
        return spawn
    }
}
