/// How far one time of a series is from the next.
package enum TimeFrequency: Codable, Sendable, Hashable {
    case seconds(Int)
    /// `atEnd`: each time is on the last day of its month.
    case months(Int, atEnd: Bool)

    /// By the names of pandas that Azure takes: `D`, `W`, `15min`, `MS`, `QS-JAN`. Nil for others. Whether months are told by
    /// their first or last day is seen from the data.
    package init?(named name: String) {
        let digits = name.prefix { $0.isASCII && $0.isNumber }
        let count = digits.isEmpty ? 1 : Int(digits) ?? 0
        guard (1...1_000_000).contains(count) else { return nil }
        switch name.dropFirst(digits.count).prefix(while: { $0 != "-" }) {
        case "S", "s": self = .seconds(count)
        case "T", "min": self = .seconds(count * 60)
        case "H", "h": self = .seconds(count * 3600)
        case "D", "B": self = .seconds(count * 86_400)
        case "W": self = .seconds(count * 7 * 86_400)
        case "M", "MS", "ME", "BM", "BMS": self = .months(count, atEnd: false)
        case "Q", "QS", "QE": self = .months(count * 3, atEnd: false)
        case "Y", "YS", "YE", "A", "AS": self = .months(count * 12, atEnd: false)
        default: return nil
        }
    }

    /// Which step after the origin a moment is; nil where it lies between two.
    func period(of moment: Moment, from origin: Moment) -> Int? {
        switch self {
        case .seconds(let length):
            let distance = moment.seconds - origin.seconds
            guard distance == distance.rounded(), Int(distance).isMultiple(of: length) else { return nil }
            return Int(distance) / length
        case .months(let length, _):
            let distance = moment.months - origin.months
            guard distance.isMultiple(of: length), self.moment(at: distance / length, from: origin) == moment else { return nil }
            return distance / length
        }
    }

    func moment(at period: Int, from origin: Moment) -> Moment {
        switch self {
        case .seconds(let length): return Moment(seconds: origin.seconds + Double(length) * Double(period)) ?? origin
        case .months(let length, let atEnd):
            let moment = origin.adding(months: length * period)
            return atEnd ? moment.atMonthEnd : moment
        }
    }

    /// The most frequent distance between neighbours. Nil where there are none.
    /// - Parameter series: the times of each, in order and all different.
    static func inferred(_ series: [[Moment]]) -> TimeFrequency? {
        let pairs = series.flatMap { zip($0, $0.dropFirst()) }
        guard let first = pairs.first?.0 else { return nil }
        let all = series.joined()
        let atEnd = all.allSatisfy { $0 == $0.atMonthEnd }
        let isMonthly = all.allSatisfy { $0.secondOfDay == first.secondOfDay && (atEnd || $0.date.day == first.date.day) }
        if isMonthly, pairs.allSatisfy({ $1.days - $0.days >= 28 }), pairs.contains(where: { $1.days - $0.days > 28 }),
            let months = mostFrequent(pairs.map { $1.months - $0.months })
        {
            return .months(months, atEnd: atEnd)
        }
        return mostFrequent(pairs.map { max(1, Int(($1.seconds - $0.seconds).rounded())) }).map { .seconds($0) }
    }

    private static func mostFrequent(_ distances: [Int]) -> Int? {
        var counts: [Int: Int] = [:]
        for distance in distances { counts[distance, default: 0] += 1 }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// As it is for these times: months that are told by their last day.
    func seen(in moments: some Collection<Moment>) -> TimeFrequency {
        guard case .months(let count, _) = self else { return self }
        return .months(count, atEnd: moments.allSatisfy { $0 == $0.atMonthEnd })
    }
}

extension TimeFrequency: CustomStringConvertible {
    package var description: String {
        let units =
            switch self {
            case .months: [("year", 12), ("month", 1)]
            case .seconds: [("week", 604_800), ("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1)]
            }
        let length =
            switch self {
            case .months(let count, _), .seconds(let count): count
            }
        for (name, size) in units where length.isMultiple(of: size) {
            return length == size ? "1 \(name)" : "\(length / size) \(name)s"
        }
        return "\(length)"
    }
}

extension Moment {
    /// Since the year 0.
    fileprivate var months: Int { date.year * 12 + date.month - 1 }

    fileprivate var atMonthEnd: Moment {
        let (year, month, day) = date
        return Moment(days: days + Moment.length(ofMonth: month, year: year) - day, secondOfDay: secondOfDay)
    }
}
