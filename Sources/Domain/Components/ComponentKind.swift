/// The kinds of component that Azure ML registers, by their `type`.
package enum ComponentKind: String, Codable, Sendable, CaseIterable {
    case command, pipeline, parallel, spark
    case dataImport = "import"
}
