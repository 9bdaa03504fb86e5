@testable import Documents
import Domain
import Testing

/// The grammar is whole, and agrees with what the fields' own readers know.
@Suite struct GrammarTests {
    @Test func readsItsOwnNotation() {
        #expect("\(GrammarReader.type("map<node> (Output | binding)?") as Any)".contains("optional"))
        for wrong in ["", "map", "(text | number", "texts", "{a|b", "list", "text number", "map<node text"] {
            #expect(GrammarReader.type(wrong) == nil, "\(wrong)")
        }
    }

    /// A name nobody defines, or a line nobody can read, would end the program here.
    @Test func definesEveryName() {
        let grammar = Grammar()
        var met: Set<String> = []
        func visit(_ name: String) {
            guard met.insert(name).inserted, name != "Job" else { return }
            switch grammar.definition(of: name) {
            case .shape(let shape): for field in shape.fields { visit(field.type) }
            case .type(let type): visit(type)
            }
        }
        func visit(_ type: GrammarType) {
            switch type {
            case .named(let name, _), .file(let name), .linked(let name): visit(name)
            case .list(let inner), .map(_, let inner), .optional(let inner): visit(inner)
            case .union(let types): types.forEach(visit)
            default: break
            }
        }
        for name in grammar.names { visit(name) }
        for kind in AzureKind.allCases { if let shape = kind.shape { visit(shape) } }
        #expect(met.count > 250)
    }

    /// What Atelier reads field by field has the fields that Azure ML's grammar has, and no other.
    @Test(arguments: AzureKind.allCases.filter { $0.document != nil }) func agreesWithTheReaders(kind: AzureKind) {
        guard let document = kind.document, kind.shape != nil else { return }
        let grammar = Grammar()
        let kinds = AzureKind.allCases.filter { $0.document?.noun == document.noun }
        let shapes = kinds.compactMap(\.shape).map(grammar.shape)
        let theirs = Set(shapes.flatMap(\.fields).map(\.name)).subtracting(Self.unspoken)
        let ours = document.outline.filter { $0.support != .readOnly || theirs.contains($0.name) }.map(\.name)
        #expect(Set(ours).subtracting(Self.unspoken) == theirs)
        let required = shapes.map { Set($0.fields.filter(\.isRequired).map(\.name)) }
            .reduce(Set(theirs)) { $0.intersection($1) }
        #expect(required.isSubset(of: document.outline.filter(\.isRequired).map(\.name)))
    }

    /// Azure ML's client loses what a component's file says of its variables.
    @Test func agreesWithTheReaderOfComponents() {
        let theirs = Set(Grammar().shape("CommandComponent").fields.map(\.name)).subtracting(Self.unspoken)
        let ours = Set(ComponentDocument.outline.map(\.name)).subtracting(Self.unspoken)
        #expect(ours.subtracting(["environment_variables"]) == theirs)
    }

    /// Written by Azure ML only, and not in every one of its schemas.
    private static let unspoken: Set<String> = ["$schema", "creation_context"]

    /// Nested fields too, where the readers have a map of their own.
    @Test(arguments: [
        ("CommandJob", "limits", "CommandLimits"), ("CommandJob", "resources", "JobResources"),
        ("ManagedOnlineDeployment", "code_configuration", "CodeConfiguration"),
        ("ManagedOnlineDeployment", "request_settings", "RequestSettings"),
        ("ManagedOnlineDeployment", "liveness_probe", "Probe"), ("ManagedOnlineDeployment", "model", "ModelInPlace"),
        ("ManagedOnlineDeployment", "environment", "EnvironmentInPlace"),
        ("CommandJob", "environment", "EnvironmentInPlace"),
    ])
    func agreesInside(shape: String, field: String, nested: String) throws {
        let kind = try #require(AzureKind.allCases.first { $0.shape == shape })
        let outline = try #require(kind.document?.outline.first { $0.name == field })
        let theirs = Set(Grammar().shape(nested).fields.map(\.name)).subtracting(Self.unspoken)
        #expect(Set(outline.children.map(\.name)).subtracting(Self.unspoken) == theirs)
    }

    @Test func takesKindsInAnySpelling() {
        #expect(AzureKind(spelled: "pipeline-job") == .pipelineJob)
        #expect(AzureKind(spelled: "ManagedOnlineEndpoint") == .managedOnlineEndpoint)
        #expect(AzureKind(spelled: "poem") == nil)
    }
}
