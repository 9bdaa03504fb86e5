/// The field of a body that holds the rows, by which dialects tell their bodies apart.
package enum BodyKey: String, Sendable, Hashable, CaseIterable {
    case data
    case inputData = "input_data"
    case dataframeSplit = "dataframe_split"
    case dataframeRecords = "dataframe_records"
    case instances
    case inputs

    /// Fields beside the rows that change nothing about a model without a script: read over.
    static let ignored: Set<String> = ["params", "parameters", "GlobalParameters", "signature_name"]

    static let listed = allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
}
