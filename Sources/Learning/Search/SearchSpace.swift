/// What is searched: dimensions with names, each with its distribution.
package struct SearchSpace: Codable, Sendable, Hashable {
    package struct Dimension: Codable, Sendable, Hashable {
        package let name: String
        package let distribution: Distribution

        package init(_ name: String, _ distribution: Distribution) {
            self.name = name
            self.distribution = distribution
        }
    }

    package let dimensions: [Dimension]

    package init(_ dimensions: [Dimension]) {
        self.dimensions = dimensions
    }

    /// What is wrong with it, as a sentence; nil when it can be searched.
    package var flaw: String? {
        guard !dimensions.isEmpty else { return "the search space has no dimensions" }
        for dimension in dimensions {
            if let flaw = dimension.distribution.flaw { return "the dimension '\(dimension.name)' \(flaw)" }
        }
        return nil
    }

    /// How many points there are; nil where they cannot be counted.
    package var count: Int? {
        var product = 1
        for dimension in dimensions {
            guard let count = dimension.distribution.count else { return nil }
            let (next, isTooLarge) = product.multipliedReportingOverflow(by: count)
            guard !isTooLarge else { return nil }
            product = next
        }
        return product
    }

    func point(at shares: [Double]) -> SearchPoint {
        SearchPoint(zip(dimensions, shares).map { $0.distribution.value(at: $1) })
    }

    func shares(of point: SearchPoint) -> [Double] {
        zip(dimensions, point.values).map { $0.distribution.share(of: $1) }
    }
}

/// A value for each dimension of a space, in its order; of a choice the place in its list.
package struct SearchPoint: Codable, Sendable, Hashable {
    package let values: [Double]

    package init(_ values: [Double]) {
        self.values = values
    }
}

/// A point that was tried; without a score it failed.
package struct SearchRecord: Codable, Sendable, Hashable {
    package let point: SearchPoint
    package let score: Double?

    package init(_ point: SearchPoint, score: Double?) {
        self.point = point
        self.score = score
    }
}
