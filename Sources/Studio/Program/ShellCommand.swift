package import LinuxSystem

/// A command, or a whole shell, on the terminal that the studio lends it.
package struct ShellCommand: Sendable, Hashable {
    /// As a shell reads it; nil is the person's own shell until they leave it.
    package let command: String?
    /// What it reads; nil is the keyboard.
    package let text: String?
    /// Where it runs; nil is where the studio does.
    package let folder: String?
    package let variables: [String: String]

    package init(_ command: String?, text: String? = nil, folder: String? = nil, variables: [String: String] = [:]) {
        self.command = command
        self.text = text
        self.folder = folder
        self.variables = variables
    }

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
        let environment = environment.merging(variables) { $1 }
        let own = environment["SHELL"] ?? ""
        var shell =
            if let command {
                Spawn("/bin/sh", ["-c", Self.script, "sh", command], environment: environment)
            } else {
                Spawn(own.hasPrefix("/") ? own : "/bin/sh", environment: environment)
            }
        (shell.standardInput, shell.standardOutput, shell.standardError) = (input, 1, 2)
        shell.workingDirectory = folder
        shell.grouping = .inherited
        return shell
    }
}
