package import FoundationEssentials

/// What is looked for from line to line of a log.
package enum LogTarget: Sendable {
    /// A regular expression, case regarded when it has a capital.
    case pattern(String)
    /// As grave, or graver.
    case level(LogLevel)
    /// Not before it, by what the line itself says.
    case time(Date)
}
