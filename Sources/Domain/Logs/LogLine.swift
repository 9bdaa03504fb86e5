package import FoundationEssentials

/// One line of a log as a terminal would show it: carriage returns and cursor moves carried out, of the escape sequences
/// only colours (SGR) kept, everything hostile neutralised.
package struct LogLine: Codable, Sendable, Hashable {
    /// From 1.
    package let number: Int
    /// As the line itself says; nil where it does not say.
    package let level: LogLevel?
    /// As the line itself says, or when its bytes arrived where the engine knows.
    package let at: Date?
    package let text: String

    package init(number: Int, level: LogLevel? = nil, at: Date? = nil, text: String) {
        self.number = number
        self.level = level
        self.at = at
        self.text = text
    }
}

/// Ordered by gravity.
package enum LogLevel: Int, Codable, Sendable, Comparable, CaseIterable {
    case debug, info, warning, error

    package init?(named name: String) {
        guard let level = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = level
    }

    /// A level that somebody asked for by its name. Throws `invalidArgument` with those there are.
    package init(asked name: String) throws {
        guard let level = Self(named: name) else {
            throw AtelierError(
                .invalidArgument, "'\(name.neutralised)' is not a level",
                hint: "use \(Self.allCases.map(\.name).joined(separator: ", "))")
        }
        self = level
    }

    package var name: String { "\(self)" }

    package static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
}
