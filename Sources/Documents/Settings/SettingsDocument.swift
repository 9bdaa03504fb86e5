import Domain
import Foundation

/// `config.toml`.
package enum SettingsDocument: Document {
    package static let noun = "settings file"
    package static let schemas: Set<String> = []

    package static func blank() -> Settings { Settings() }

    package static var fields: [Field<Settings>] {
        [
            .group(
                "defaults",
                [
                    .name("workspace", \.defaults.workspace, rule: .asset("workspace")),
                    .name("group", \.defaults.group, rule: .asset("resource group")),
                    .text("location", \.defaults.location),
                    .choice("output", \.defaults.output),
                ]),
            .group(
                "engine",
                [
                    .integer(
                        "previous_deployment_warm_seconds", \.engine.previousDeploymentWarmSeconds, in: 0...604_800),
                    .boolean("python_downloads", \.engine.pythonDownloads),
                    .integer("max_parallel_builds", \.engine.maxParallelBuilds, in: 1...64),
                    .integer("tracking_port", \.engine.trackingPort, in: 1024...65535),
                    .integer("scoring_port", \.engine.scoringPort, in: 1024...65535),
                ]),
        ]
    }

    package static func nodes(of source: SourceText, diagnostics: Diagnostics) -> DocumentNode? {
        TOMLReader.read(source, diagnostics: diagnostics)
    }

    package static func finish(_ draft: Settings, root: DocumentNode, reading: Reading) -> Settings {
        if let port = draft.engine.trackingPort, port == draft.engine.scoringPort {
            reading.diagnostics.error(
                "\"scoring_port\" is \(port), and so is \"tracking_port\"",
                at: (root["engine"]?["scoring_port"] ?? root).position, hint: "give each a port of its own")
        }
        return draft
    }

    /// The settings of a file that need not be there.
    package static func readIfPresent(file: String) throws -> Parsed<Settings> {
        guard FileManager.default.fileExists(atPath: file) else { return Parsed(Settings()) }
        return try read(file: file)
    }
}
