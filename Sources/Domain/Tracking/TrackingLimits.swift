/// MLflow's limits on what may be logged.
package enum TrackingLimits {
    package static let metricsPerBatch = 1000
    package static let parametersPerBatch = 100
    package static let tagsPerBatch = 100
    package static let entitiesPerBatch = 1000
    package static let batchBytes = 1_000_000
    package static let keyLength = 250
    package static let userLength = 256
    package static let parameterValueLength = 6000
    package static let tagValueLength = 8000
    package static let experimentNameLength = 500
    package static let experimentTagValueLength = 20_000
    package static let datasetsPerRequest = 1000
    package static let datasetNameLength = 500
    package static let datasetDigestLength = 36
    package static let datasetSchemaLength = 1_048_575
    package static let datasetSourceLength = 65_535
    package static let datasetProfileLength = 16_777_215
    package static let inputTagKeyLength = 255
    package static let inputTagValueLength = 500
    package static let searchResults = 50_000
    package static let defaultSearchResults = 1000
    package static let historyPage = 25_000
    package static let bulkRuns = 100
    /// What SQLite takes in one question, with room to spare: more would fail there, and be told as our fault.
    package static let searchClauses = 500
    package static let searchValues = 10_000
    package static let searchOrders = 32
}
