import Domain

/// Hints that name what somebody most likely meant, or what there is.
package enum Suggestion {
    /// `did you mean 'gpu-cluster'?`, else `there is: a, b, c`; nil when there is nothing to name.
    package static func text(for word: String, among known: [String]) -> String? {
        if let nearest = EditDistance.nearest(to: word, among: known) { return "did you mean '\(nearest)'?" }
        guard !known.isEmpty else { return nil }
        let shown = known.sorted().prefix(8).joined(separator: ", ")
        return "there is: \(shown)" + (known.count > 8 ? " and \(known.count - 8) more" : "")
    }
}
