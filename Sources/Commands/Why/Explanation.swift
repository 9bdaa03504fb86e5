import Domain

/// Why something is as it is: one sentence, what shows it, and the commands that mend it.
struct Explanation: Sendable, Hashable {
    /// Something that was looked at, e.g. `exit code` and `1`. Several lines are several texts.
    struct Evidence: Sendable, Hashable {
        let what: String
        let lines: [String]
    }

    var sentence: String
    private(set) var evidence: [Evidence] = []
    var commands: [String] = []

    init(_ sentence: String, commands: [String] = []) {
        self.sentence = sentence
        self.commands = commands
    }

    /// Left out where there is nothing to show.
    mutating func note(_ what: String, _ text: String?) {
        if let text, !text.isEmpty { note(what, [text]) }
    }

    mutating func note(_ what: String, _ lines: [String]) {
        if !lines.isEmpty { evidence.append(Evidence(what: what, lines: lines)) }
    }

    func presentation(kind: String, name: String) -> JSONValue {
        [
            "commands": JSONValue(commands), "kind": .string(kind), "name": .string(name), "sentence": .string(sentence),
            "evidence": .array(evidence.map { ["what": .string($0.what), "lines": JSONValue($0.lines)] }),
        ]
    }

    /// For a person: the sentence, the evidence in a column, the commands to copy.
    var text: String {
        var text = sentence + "\n"
        let width = evidence.map(\.what.count).max() ?? 0
        for piece in evidence {
            for (index, line) in piece.lines.enumerated() {
                let label = index == 0 ? piece.what : ""
                text += "  \(label)\(String(repeating: " ", count: width - label.count))  \(line)\n"
            }
        }
        if !commands.isEmpty { text += "what to do:\n" + commands.map { "  \($0)\n" }.joined() }
        return text
    }
}

extension Explanation {
    /// `1 job`, `2 jobs`
    static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    /// `42 s`, `3 min`, `2 h 5 min`
    static func duration(_ seconds: Double) -> String {
        let whole = max(0, Int(seconds))
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min" }
        return whole % 3600 < 60 ? "\(whole / 3600) h" : "\(whole / 3600) h \(whole % 3600 / 60) min"
    }
}
