import Domain

/// Spells out options that were cut short: Python's argparse takes any beginning that only one option has, and
/// scripts written for `az` count on it (`--endpoint` for `--endpoint-name`).
enum AbbreviatedOptions {
    /// - Parameter options: the long options the command takes, with their dashes.
    /// Throws `invalidArgument` for a beginning that several options share. What begins no option is left as it is.
    static func expanded(_ arguments: [String], options: [String]) throws -> [String] {
        var isLiteral = false
        return try arguments.map { argument in
            if argument == "--" { isLiteral = true }
            guard !isLiteral, argument.hasPrefix("--"), argument.count > 2 else { return argument }
            let name = String(argument.prefix { $0 != "=" })
            guard !options.contains(name) else { return argument }
            let matches = options.filter { $0.hasPrefix(name) }
            guard let match = matches.first else { return argument }
            guard matches.count == 1 else {
                throw AtelierError(
                    .invalidArgument,
                    "'\(name.neutralised)' could be \(matches.sorted().formattedAsChoice), write more of it")
            }
            return match + argument.dropFirst(name.count)
        }
    }
}

extension [String] {
    /// `a`, `a or b`, `a, b or c`
    var formattedAsChoice: String {
        guard count > 1, let last else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " or " + last
    }
}
