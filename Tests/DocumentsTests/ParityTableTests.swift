@testable import Documents
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
        ("Command job", CommandJobDocument.outline), ("Sweep job", SweepJobDocument.outline),
        ("AutoML job", AutoMLJobDocument.outline), ("Compute", ComputeDocument.outline),
        ("Compute instance", ComputeInstanceDocument.outline),
        ("Workspace", WorkspaceDocument.outline), ("Environment", EnvironmentDocument.outline),
        ("Conda file", CondaDocument.outline), ("Model", ModelDocument.outline),
        ("Command component", ComponentDocument.outline), ("Data", DataDocument.outline),
        ("Pipeline component", AzureKind.pipelineComponent.componentOutline),
        ("Parallel component", AzureKind.parallelComponent.componentOutline),
        ("Spark component", AzureKind.sparkComponent.componentOutline),
        ("Import component", AzureKind.importComponent.componentOutline),
        ("Kubernetes compute", AzureKind.kubernetesCompute.outline(.refuses)),
        ("Virtual machine", AzureKind.virtualMachineCompute.outline(.refuses)),
        ("Synapse Spark pool", AzureKind.synapseSparkCompute.outline(.refuses)),
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

    /// Every field that Azure ML's grammar has, however deep. What is in a field that is ignored, or kept as it is
    /// written, its own row speaks for.
    @Test(arguments: AzureKind.allCases.filter { $0.fate != .checked && $0 != .conda })
    func holdsEveryFieldOfTheGrammar(kind: AzureKind) throws {
        let document = kind.document ?? ComponentDocument.self
        let outline = kind.fate == .kept && kind.document == nil ? kind.componentOutline : document.outline
        let paths = kind.outline(.works).flatMap { Self.unspoken(in: $0, by: outline, under: "") }
        #expect(paths == [])
    }

    /// The paths in a field of the grammar that the fields of the reader do not speak of.
    private static func unspoken(in field: FieldOutline, by fields: [FieldOutline], under path: String) -> [String] {
        guard field.name != "$schema", field.support != .readOnly else { return [] }
        let here = path + field.name
        guard let own = fields.first(where: { $0.name == field.name }) else { return [here] }
        if [.warns, .refuses, .readOnly].contains(own.support) { return [] }
        if own.support == .kept, own.children.isEmpty { return [] }
        return field.children.flatMap { unspoken(in: $0, by: own.children, under: here + ".") }
    }

    @Test func saysOfEveryKindWhetherItIsRun() throws {
        let sections = try String(contentsOf: Self.file, encoding: .utf8).components(separatedBy: "\n## ")
        let section = try #require(sections.first { $0.hasPrefix("Kinds of files\n") })
        let rows = section.components(separatedBy: "\n").filter { $0.hasPrefix("| `") }
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        #expect(
            rows == AzureKind.allCases.map { ["`\($0.rawValue)`", $0.noun, $0.fate.rawValue] })
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
        outline.map(withoutOwnTables).flatMap { $0.flattened() }
            .map { "\($0.path)\($0.outline.isRequired ? " *" : ""): \($0.outline.support.rawValue)" }
    }

    private static func withoutOwnTables(_ field: FieldOutline) -> FieldOutline {
        FieldOutline(
            field.name, field.support, isRequired: field.isRequired,
            children: ownTables.contains(field.name) ? [] : field.children.map(withoutOwnTables))
    }
}
