/// What goes in and out of components.
package enum PortType: String, Codable, Sendable, CaseIterable {
    case string, number, integer, boolean
    case path
    case uriFile = "uri_file"
    case uriFolder = "uri_folder"
    case mltable
    case customModel = "custom_model"
    case mlflowModel = "mlflow_model"
    case tritonModel = "triton_model"

    /// A value of the command line, rather than data.
    package var isValue: Bool {
        switch self {
        case .string, .number, .integer, .boolean: true
        default: false
        }
    }
}
