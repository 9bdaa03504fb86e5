package import Domain

/// How a live answer and that of its copy are compared.
package struct ComparisonRule: Sendable, Hashable {
    package var comparison: RolloutLimits.Comparison
    package var tolerance: Double
    package var ignoredFields: Set<String>

    package init(_ limits: RolloutLimits = RolloutLimits()) {
        comparison = limits.comparison
        tolerance = limits.tolerance
        ignoredFields = Set(limits.ignoredFields)
    }
}
