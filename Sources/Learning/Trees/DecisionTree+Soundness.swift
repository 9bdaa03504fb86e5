extension DecisionTree {
    /// What is wrong with the nodes, as the end of a sentence; nil when they make one tree. A tree that comes from a file is asked
    /// before it is used, so that it cannot send its reader in circles.
    var flaw: String? {
        let count = features.count
        guard count > 0 else { return "has no nodes" }
        guard [thresholds.count, yes.count, no.count, missingIsYes.count, values.count].allSatisfy({ $0 == count }) else {
            return "has lists of different lengths"
        }
        var isReached = [Bool](repeating: false, count: count)
        var rest = [0]
        while let place = rest.popLast() {
            guard !isReached[place] else { return "reaches node \(place) in two ways" }
            isReached[place] = true
            guard features[place] >= 0 else { continue }
            for follower in [yes[place], no[place]] {
                guard follower >= 0, follower < count else { return "goes from node \(place) to \(follower), where there is none" }
                rest.append(Int(follower))
            }
        }
        return nil
    }
}
