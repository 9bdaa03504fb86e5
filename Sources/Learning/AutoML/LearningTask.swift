package enum LearningTask: String, Codable, Sendable, CaseIterable {
    case classification, regression, forecasting
}
