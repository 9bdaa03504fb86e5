import Domain

/// Says in a sentence why packages could not be installed. Pure.
enum BuildFailure {
    /// `said` is the end of what uv or pip printed.
    static func error(said: [String], requirements: [String], log: String) -> AtelierError {
        let text = said.joined(separator: "\n")
        let lower = text.lowercased()
        let isOffline = networkSigns.contains { lower.contains($0) }
        let shown = said.suffix(6).map { String($0.drop { "×╰─▶│├ ".contains($0) }) }.filter { !$0.isEmpty }
            .joined(separator: " ").neutralised
        let culprit = requirements.last { lower.mentions(name(of: $0)) }
        let subject = culprit.map { "'\($0.neutralised)' cannot be installed" } ?? "the packages cannot be installed"
        if lower.contains("no space left") {
            return AtelierError(
                .unavailable, "\(subject): the disk is full", hint: "free some space and try again", subject: culprit)
        }
        return AtelierError(
            isOffline ? .unavailable : .invalidArgument, "\(subject): \(shown)",
            hint: isOffline
                ? "check the network, or name a reachable index in PIP_INDEX_URL; the whole log is \(log)"
                : "correct it in the conda file; the whole log is \(log)",
            subject: culprit)
    }

    private static let networkSigns = [
        "failed to fetch", "error sending request", "dns error", "could not connect", "connection refused",
        "network is unreachable", "newconnectionerror", "temporary failure in name resolution", "operation timed out",
    ]

    /// `scikit-learn==1.5.0` → `scikit-learn`; empty for options.
    private static func name(of requirement: String) -> String {
        guard !requirement.hasPrefix("-") else { return "" }
        return requirement.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }.lowercased()
    }
}

extension String {
    /// Whether a word occurs as a whole word.
    fileprivate func mentions(_ word: String) -> Bool {
        guard !word.isEmpty else { return false }
        var rest = self[...]
        while let range = rest.firstRange(of: word) {
            let before = rest[..<range.lowerBound].last
            let after = rest[range.upperBound...].first
            let isPart = { (character: Character?) in
                character.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" } ?? false
            }
            if !isPart(before), !isPart(after) { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }
}
