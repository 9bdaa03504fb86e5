package import LinuxSystem

/// A command that reads lines of a log, on the terminal that the studio lends it.
package struct LinePipe: Sendable, Hashable {
    /// As a shell reads it.
    package let command: String
    package let text: String

    /// What it printed stays until Enter; ^C ends the command and not the shell that waits for Enter.
    private static let script = """
        trap : INT
        (eval "$1")
        code=$?
        [ $code = 0 ] || printf '\\nthat ended with %s' $code
        printf '\\nEnter goes back to the studio '
        read -r _ < /dev/tty
        """

    package func spawn(reading input: Int32, environment: [String: String]) -> Spawn {
        var shell = Spawn("/bin/sh", ["-c", Self.script, "sh", command], environment: environment)
        (shell.standardInput, shell.standardOutput, shell.standardError) = (input, 1, 2)
        shell.grouping = .inherited
        return shell
    }
}
