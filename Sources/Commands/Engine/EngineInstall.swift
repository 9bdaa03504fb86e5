import ArgumentParser
import Client
import Domain
import FoundationEssentials
import Glibc

struct EngineInstall: Verb {
    static let configuration = CommandConfiguration.verb(
        "install", "Write a systemd user unit, so that the engine starts with the box.",
        example: "atelier engine install")

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let folder = Self.folder(for: session.location)
        let path = folder + "/atelier.service"
        let unit = Self.unit(
            program: try EngineLauncher.program(named: "atelierd"), home: session.location.home.root,
            environment: session.environment)
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(unit.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw AtelierError(.unavailable, "cannot write \(path)", hint: "is the folder yours?", cause: error)
        }
        session.say("written to \(path); now run")
        if session.door.isRunning {
            session.say("  atelier engine stop        # the one that runs now; its jobs go on")
        }
        session.say("  systemctl --user daemon-reload && systemctl --user enable --now atelier")
        session.say("  loginctl enable-linger \(session.user)        # or it ends when you log out")
        return Answer(["path": .string(path)])
    }

    /// Where systemd looks for a user's units: beside Atelier's own settings.
    static func folder(for location: EngineLocation) -> String {
        let parent = location.configuration.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return parent.joined(separator: "/") + "/systemd/user"
    }

    /// Stopping the unit stops the engine and nothing else: jobs belong to their runners. The unit looks for home,
    /// socket and settings where the shell that installs it does, whatever systemd's own environment says.
    static func unit(program: String, home: String, environment: [String: String]) -> String {
        var location = [#"Environment="ATELIER_HOME=\#(escaped(home))""#]
        for name in ["XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"] {
            if let value = environment[name], !value.isEmpty {
                location.append(#"Environment="\#(name)=\#(escaped(value))""#)
            } else {
                location.append("UnsetEnvironment=\(name)")
            }
        }
        return """
            [Unit]
            Description=Atelier engine

            [Service]
            Type=exec
            ExecStart="\(escaped(program).replacing("$", with: "$$"))"
            \(location.joined(separator: "\n"))
            UMask=0077
            # Jobs are their runners' and outlive the engine.
            KillMode=process
            Restart=on-failure
            RestartSec=1
            # Another engine has this home: nothing to restart.
            RestartPreventExitStatus=\(EX_TEMPFAIL)
            TimeoutStopSec=30
            LimitNOFILE=65536

            [Install]
            WantedBy=default.target

            """
    }

    /// Inside double quotes, with systemd's specifiers (`%h`) taken literally.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("%", with: "%%")
    }
}
