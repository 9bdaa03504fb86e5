package import FoundationEssentials

/// A time in a log as it is typed: `14:02` and `14:02:31` of the day one looks at, `-5m` and `+1h` from the line one
/// looks at.
package enum LogMoment: Sendable, Hashable {
    /// Seconds of the day.
    case clock(Int)
    case offset(TimeInterval)

    package init?(_ text: String) {
        let text = text.filter { $0 != " " }
        if let sign = text.first, sign == "-" || sign == "+" {
            guard let seconds = Self.seconds(text.dropFirst()) else { return nil }
            self = .offset(sign == "-" ? -seconds : seconds)
            return
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in part.count <= 2 ? UInt8(part).map(Int.init) : nil }
        guard (2...3).contains(parts.count), numbers.count == parts.count, numbers[0] < 24,
            numbers.dropFirst().allSatisfy({ $0 < 60 })
        else { return nil }
        self = .clock(numbers.reduce(0) { $0 * 60 + $1 } * (numbers.count == 2 ? 60 : 1))
    }

    /// `90s`, `5m`, `1h`, `2d`, `1h30m`
    private static func seconds(_ text: Substring) -> TimeInterval? {
        var (sum, number) = (0.0, "")
        for character in text {
            if character.isASCII, character.isNumber {
                number.append(character)
                continue
            }
            guard let unit = ["s": 1.0, "m": 60, "h": 3600, "d": 86_400][character], let count = Double(number) else { return nil }
            sum += count * unit
            number = ""
        }
        return text.isEmpty || !number.isEmpty ? nil : sum
    }

    package func date(from reference: Date, zone: TimeZone) -> Date {
        switch self {
        case .offset(let seconds): return reference.addingTimeInterval(seconds)
        case .clock(let seconds):
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = zone
            // Not midnight and so many seconds: on two days of a year that is another hour.
            return calendar.date(
                bySettingHour: seconds / 3600, minute: seconds / 60 % 60, second: seconds % 60, of: reference)
                ?? reference
        }
    }
}
