import Synchronization

/// Features that trials have made of the splits, kept for those that come after: most recipes make the same ones.
package final class FeatureCache: Sendable {
    struct Key: Hashable {
        /// -1 for all rows.
        let split: Int
        let isScaled: Bool
        let oneHotLimit: Int
        let fillsMissing: Bool
    }

    struct Entry {
        let features: FittedFeatures
        let training: Matrix
        let validation: Matrix
    }

    private let entries = Mutex<(kept: [Key: Entry], values: Int)>(([:], 0))
    private let limit: Int

    /// - Parameter limit: numbers that are kept at most; they take eight bytes each.
    package init(limit: Int = 40_000_000) {
        self.limit = limit
    }

    /// Two that ask at the same time may both make it.
    func entry(_ key: Key, making make: () throws -> Entry) throws -> Entry {
        if let kept = entries.withLock({ $0.kept[key] }) { return kept }
        let entry = try make()
        let size = entry.training.values.count + entry.validation.values.count
        guard size <= limit else { return entry }
        entries.withLock { entries in
            guard entries.kept[key] == nil else { return }
            // Which ones are asked for again is not known: all of them go.
            if entries.values + size > limit { entries = ([:], 0) }
            entries.kept[key] = entry
            entries.values += size
        }
        return entry
    }
}
