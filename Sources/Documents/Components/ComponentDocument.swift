package import Domain
import Foundation

/// A component of any kind (`commandComponent.schema.json` and its kin; `type: command` may be left out, as Azure ML
/// allows). Azure ML's grammar decides what it may say; the fields here are those of a command component, which read
/// what the grammar has taken.
package enum ComponentDocument: Document {
    package static let noun = "component"
    package static let schemas: Set<String> = []

    package static func blank() -> ComponentSpec {
        ComponentSpec(name: "", work: .command(CommandStep(command: "", environment: .inline(EnvironmentSpec()))))
    }

    package static var fields: [Field<ComponentSpec>] { common + command }

    /// What a component of any kind has.
    static var common: [Field<ComponentSpec>] {
        [
            .readOnly("$schema"),
            .custom("type") { _, _, _ in },
            .name("name", \.name, rule: .component, required: true),
            .version("version", \.version),
            .text("display_name", \.displayName),
            .text("description", \.description),
            .textMap("tags", \.tags),
            .boolean("is_deterministic", \.isDeterministic),
            .custom("inputs", children: ComponentPortFields.inputOutline) { spec, entry, reading in
                spec.inputs = reading.componentInputs(entry.value)
            },
            .custom("outputs", children: ComponentPortFields.outputOutline) { spec, entry, reading in
                spec.outputs = reading.componentOutputs(entry.value)
            },
            .ignored("auto_delete_setting"),
            .readOnly("id"), .readOnly("latest_version"), .readOnly("creation_context"),
        ]
    }

    /// What a command component has besides.
    static var command: [Field<ComponentSpec>] {
        [
            .custom("properties") { _, _, _ in },
            .text("command", \.step.command, required: true),
            .value("code", \.step.code) { $0.code($1, "code") },
            .custom("additional_includes") { _, _, _ in },
            .custom("environment", required: true, children: EnvironmentFields.outline) { spec, entry, reading in
                if let found = reading.environment(entry.value) { spec.step.environment = found }
            },
            .textMap("environment_variables", \.step.environmentVariables),
            .custom("resources") { _, _, _ in }.kept,
            .custom("distribution") { _, _, _ in }.kept,
            .ignored("queue_settings"),
        ]
    }

    /// The fields whose readers know more than the grammar.
    static let aloud: Set<String> = [
        "name", "version", "inputs", "outputs", "code", "environment", "auto_delete_setting", "queue_settings",
    ]

    package static func value(of root: DocumentNode, reading: Reading) -> ComponentSpec? {
        let inspection = Inspection()
        guard let found = Verdict.kind(of: root, among: AzureKind.components, inspection.grammar, reading),
            let kind = ComponentKind(found)
        else { return nil }
        let path = FilePlace.absolute(reading.source, in: FileManager.default.currentDirectoryPath)
        return GrammarCheck(inspection: inspection, reading: reading, trail: [path])
            .component(root, as: kind, of: found)
    }

    package static func finish(_ draft: ComponentSpec, root: DocumentNode, reading: Reading) -> ComponentSpec { draft }
}

extension ComponentSpec {
    /// What a command component does, for the fields to fill in.
    fileprivate var step: CommandStep {
        get {
            guard case .command(let step) = work else { preconditionFailure("the component is no command") }
            return step
        }
        set { work = .command(newValue) }
    }
}

extension AzureKind {
    package init(_ kind: ComponentKind) {
        switch kind {
        case .command: self = .commandComponent
        case .pipeline: self = .pipelineComponent
        case .parallel: self = .parallelComponent
        case .spark: self = .sparkComponent
        case .dataImport: self = .importComponent
        }
    }
}

extension ComponentKind {
    /// Nil for what is no component.
    init?(_ kind: AzureKind) {
        guard let own = Self.allCases.first(where: { AzureKind($0) == kind }) else { return nil }
        self = own
    }
}
