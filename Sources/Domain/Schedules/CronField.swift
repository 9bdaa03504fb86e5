/// One field of a cron expression: its range and the words it takes.
struct CronField: Sendable {
    let name: String
    let range: ClosedRange<Int>
    /// In the order of their numbers, the first for the lower bound.
    let words: [String]

    static let all = [
        CronField(name: "minutes", range: 0...59, words: []),
        CronField(name: "hours", range: 0...23, words: []),
        CronField(name: "days", range: 1...31, words: []),
        CronField(
            name: "months", range: 1...12,
            words: [
                "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                "november", "december",
            ]),
        CronField(
            name: "days of the week", range: 0...6,
            words: ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]),
    ]

    /// Throws `invalidArgument`.
    func values(of text: String) throws -> Set<Int> {
        try text.split(separator: ",", omittingEmptySubsequences: false).reduce(into: []) { values, part in
            values.formUnion(try self.values(ofPart: part, in: text))
        }
    }

    private func values(ofPart part: Substring, in text: String) throws -> [Int] {
        let halves = part.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let place = halves.first, !place.isEmpty else { throw fault(text, "something is missing at a comma or a slash") }
        var step = 1
        if halves.count == 2 {
            guard let written = Int(halves[1]), written > 0 else { throw fault(text, "the step after \"/\" is a number from 1 on") }
            step = written
        }
        guard place != "*" else { return Array(stride(from: range.lowerBound, through: range.upperBound, by: step)) }
        let ends = place.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let first = try number(ends[0], in: text)
        guard ends.count == 2 else {
            // As NCRONTAB has it: from there to the end.
            return halves.count == 2 ? Array(stride(from: first, through: range.upperBound, by: step)) : [first]
        }
        let last = try number(ends[1], in: text)
        guard first <= last else {
            throw fault(
                text, "a range goes upwards: write \(first)-\(range.upperBound),\(range.lowerBound)-\(last) to go round")
        }
        return Array(stride(from: first, through: last, by: step))
    }

    private func number(_ text: Substring, in field: String) throws -> Int {
        if let number = Int(text), text.allSatisfy(\.isNumber) {
            guard range.contains(number) else {
                throw fault(
                    field, "they go from \(range.lowerBound) to \(range.upperBound)"
                        + (range == 0...6 && number == 7 ? ", 0 is Sunday" : ""))
            }
            return number
        }
        let word = text.lowercased()
        guard word.count >= 3, let index = words.firstIndex(where: { $0 == word || $0.prefix(3) == word }) else {
            throw fault(field, words.isEmpty ? "write numbers, \"*\", \"-\", \"/\" and \",\"" : "write numbers or names such as \(words[1].prefix(3))")
        }
        return range.lowerBound + index
    }

    private func fault(_ text: String, _ hint: String) -> AtelierError {
        AtelierError(.invalidArgument, "\"\(text.neutralised)\" cannot be the \(name) of a cron expression", hint: hint)
    }
}
