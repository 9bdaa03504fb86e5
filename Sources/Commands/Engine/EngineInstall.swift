import ArgumentParser
import Client
import Domain
import FoundationEssentials

struct EngineInstall: Verb {
    static let configuration = CommandConfiguration.verb(
        "install", "Write a systemd user unit, so that the engine starts with the box.",
        example: "atelier engine install")

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let folder = Self.folder(for: session.location)
        let path = folder + "/atelier.service"
        let unit = Self.unit(program: try EngineLauncher.program(named: "atelierd"), home: session.location.home.root)
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(unit.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw AtelierError(.unavailable, "cannot write \(path)", hint: "is the folder yours?", cause: error)
        }
        session.say("written; now run")
        session.say("  systemctl --user daemon-reload && systemctl --user enable --now atelier")
        session.say("  loginctl enable-linger \(session.user)")
        return Answer(["path": .string(path)])
    }

    /// Where systemd looks for a user's units: beside Atelier's own settings.
    static func folder(for location: EngineLocation) -> String {
        let parent = location.configuration.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return parent.joined(separator: "/") + "/systemd/user"
    }

    /// Stopping the unit stops the engine and nothing else: jobs belong to their runners.
    static func unit(program: String, home: String) -> String {
        """
        [Unit]
        Description=Atelier engine

        [Service]
        Type=notify
        ExecStart="\(program)"
        Environment="ATELIER_HOME=\(home)"
        KillMode=process
        Restart=on-failure

        [Install]
        WantedBy=default.target

        """
    }
}
