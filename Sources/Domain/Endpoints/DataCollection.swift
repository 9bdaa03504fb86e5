/// What is kept of a deployment's traffic (`data_collector`), by Azure's names and defaults.
package struct DataCollection: Codable, Sendable, Hashable {
    /// The collections that are switched on: `request` and `response` need nothing else, any other name is one that the
    /// scoring script fills (`model_inputs`, `model_outputs`).
    package var collections: Set<String>
    /// The share of requests that is kept, 0 to 1.
    package var samplingRate: Double
    package var rollingRate: RollingRate
    /// `request_logging.capture_headers`: fields that are kept with a request.
    package var headers: [String]

    package init(
        collections: Set<String>, samplingRate: Double = 1, rollingRate: RollingRate = .hour, headers: [String] = []
    ) {
        self.collections = collections
        self.samplingRate = samplingRate
        self.rollingRate = rollingRate
        self.headers = headers
    }

    package static let request = "request"
    package static let response = "response"
}

/// How often a new file is begun.
package enum RollingRate: String, Codable, Sendable, Hashable, CaseIterable {
    case minute, hour, day
}
