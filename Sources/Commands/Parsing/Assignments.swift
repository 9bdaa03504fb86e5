import Domain

/// `key=value` arguments, one a word or several in one word: `--tags a=1 b=2`, `--traffic "blue=90 green=10"`.
enum Assignments {
    /// Throws `invalidArgument` for a word without `=` or without a key.
    static func parse(_ words: [String], flag: String) throws -> [(key: String, value: String)] {
        try words.map { word in
            guard let equals = word.firstIndex(of: "="), equals > word.startIndex else {
                throw AtelierError(
                    .invalidArgument, "'\(word.neutralised)' after \(flag) is not an assignment",
                    hint: "write \(flag) KEY=VALUE")
            }
            return (String(word[..<equals]), String(word[word.index(after: equals)...]))
        }
    }

    static func dictionary(_ words: [String], flag: String) throws -> [String: String] {
        Dictionary(try parse(words, flag: flag), uniquingKeysWith: { _, last in last })
    }

    /// Weights of a traffic split. Throws `invalidArgument` when they are no numbers or do not add up.
    static func traffic(_ words: [String], flag: String) throws -> TrafficSplit {
        try TrafficSplit(weights(words, flag: flag))
    }

    static func mirrorTraffic(_ words: [String], flag: String) throws -> MirrorSplit {
        try MirrorSplit(weights(words, flag: flag))
    }

    private static func weights(_ words: [String], flag: String) throws -> [DeploymentName: Int] {
        var weights: [DeploymentName: Int] = [:]
        for (key, value) in try parse(words.flatMap { $0.split(separator: " ").map(String.init) }, flag: flag) {
            guard let weight = Int(value) else {
                throw AtelierError(
                    .invalidArgument, "the traffic of '\(key.neutralised)' is not a whole number: '\(value.neutralised)'",
                    hint: "write \(flag) \"blue=90 green=10\"")
            }
            weights[DeploymentName(key)] = weight
        }
        return weights
    }
}
