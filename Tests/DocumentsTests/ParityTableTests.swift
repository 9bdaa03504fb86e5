import Documents
import Foundation
import Testing

/// Documentation/azure-ml-parity.md says of every field what the code does with it, and of no other.
@Suite struct ParityTableTests {
    private static let file = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Documentation/azure-ml-parity.md")

    /// Fields that have a table of their own elsewhere in the file.
    private static let ownTables: Set<String> = ["environment", "conda_file", "model"]

    private static let kinds: [(heading: String, outline: [FieldOutline])] = [
        ("Command job", CommandJobDocument.outline), ("Compute", ComputeDocument.outline),
        ("Compute instance", ComputeInstanceDocument.outline),
        ("Workspace", WorkspaceDocument.outline), ("Environment", EnvironmentDocument.outline),
        ("Conda file", CondaDocument.outline), ("Model", ModelDocument.outline), ("Command component", CommandComponentDocument.outline), ("Data", DataDocument.outline),
        ("MLTable", MLTableDocument.outline), ("Datastore", DatastoreDocument.outline),
        ("Online endpoint", OnlineEndpointDocument.outline), ("Online deployment", OnlineDeploymentDocument.outline),
        ("`config.toml`", SettingsDocument.outline),
    ]

    @Test func holdsEveryField() throws {
        let sections = try String(contentsOf: Self.file, encoding: .utf8).components(separatedBy: "\n## ")
        for kind in Self.kinds {
            let section = try #require(
                sections.first { $0.hasPrefix(kind.heading + "\n") }, "no section \(kind.heading)")
            #expect(Self.rows(of: section) == Self.rows(of: kind.outline), "\(kind.heading)")
        }
    }

    @Test func saysOfEveryKindWhetherItIsRun() throws {
        let sections = try String(contentsOf: Self.file, encoding: .utf8).components(separatedBy: "\n## ")
        let section = try #require(sections.first { $0.hasPrefix("Kinds of files\n") })
        let rows = section.components(separatedBy: "\n").filter { $0.hasPrefix("| `") }
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        #expect(
            rows == AzureKind.allCases.map { ["`\($0.rawValue)`", $0.noun, $0.isRun ? "run" : "checked"] })
    }

    /// `limits.timeout: works`, `command *: works`
    private static func rows(of section: String) -> [String] {
        section.components(separatedBy: "\n").filter { $0.hasPrefix("| `") }.map { line in
            let cells = line.components(separatedBy: " | ")
            let name = cells[0].dropFirst(2).replacing("`", with: "").replacing("\\*", with: "*")
            return "\(name): \(cells.count > 1 ? cells[1] : "")"
        }
    }

    private static func rows(of outline: [FieldOutline]) -> [String] {
        outline
            .map { ownTables.contains($0.name) ? FieldOutline($0.name, $0.support, isRequired: $0.isRequired) : $0 }
            .flatMap { $0.flattened() }
            .map { "\($0.path)\($0.outline.isRequired ? " *" : ""): \($0.outline.support.rawValue)" }
    }
}
