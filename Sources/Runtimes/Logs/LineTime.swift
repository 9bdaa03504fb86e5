package import FoundationEssentials
import Glibc

/// The time that a line of a log gives at its start: `2026-01-01 00:00:00,123`, `[2026-01-01T00:00:00.123Z]`,
/// `[I 2026-01-01 00:00:00]`, with `/` for `-`, and an offset from UTC perhaps.
package enum LineTime {
    /// - Parameters:
    ///   - line: as shown, without colours.
    ///   - zone: how many seconds local time is before UTC at a local time that is given as if it were UTC.
    package static func of(_ line: UnsafeBufferPointer<UInt8>, zone: (Int64) -> Int64 = boxZone) -> Date? {
        guard let milliseconds = milliseconds(of: line, zone: zone) else { return nil }
        return Date(timeIntervalSince1970: Double(milliseconds) / 1000)
    }

    /// Since 1970.
    static func milliseconds(of line: LogBytes, zone: (Int64) -> Int64 = boxZone) -> Int64? {
        var at = 0
        while at < line.count, line[at] == 0x20 || line[at] == UInt8(ascii: "[") || line[at] == UInt8(ascii: "(") { at += 1 }
        if at > 0, at + 1 < line.count, LineLevel.kind(of: line[at]) == LineLevel.letter, line[at + 1] == 0x20 { at += 2 }
        guard at + 19 <= line.count, let year = number(line, at, 4), let month = number(line, at + 5, 2),
            let day = number(line, at + 8, 2), let hour = number(line, at + 11, 2), let minute = number(line, at + 14, 2),
            let second = number(line, at + 17, 2)
        else { return nil }
        let mark = line[at + 4]
        guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/"), line[at + 7] == mark,
            line[at + 10] == 0x20 || line[at + 10] == UInt8(ascii: "T") || line[at + 10] == UInt8(ascii: "_"),
            line[at + 13] == UInt8(ascii: ":"), line[at + 16] == UInt8(ascii: ":"),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
        else { return nil }
        at += 19
        var fraction: Int64 = 0
        if at + 1 < line.count, line[at] == UInt8(ascii: ".") || line[at] == UInt8(ascii: ","), number(line, at + 1, 1) != nil {
            at += 1
            var scale: Int64 = 100
            while at < line.count, let next = number(line, at, 1) {
                fraction += next * scale
                scale /= 10
                at += 1
            }
        }
        let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
        return (seconds - (offset(line, at) ?? zone(seconds))) * 1000 + fraction
    }

    /// `Z`, `+02:00` or `+0200`, in seconds.
    private static func offset(_ line: LogBytes, _ start: Int) -> Int64? {
        guard start < line.count else { return nil }
        let sign: Int64
        switch line[start] {
        case UInt8(ascii: "Z"): return 0
        case UInt8(ascii: "+"): sign = 1
        case UInt8(ascii: "-"): sign = -1
        default: return nil
        }
        guard let hours = number(line, start + 1, 2), hours <= 14 else { return nil }
        let at = start + 3 < line.count && line[start + 3] == UInt8(ascii: ":") ? start + 4 : start + 3
        guard let minutes = number(line, at, 2), minutes < 60 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }

    @inline(__always)
    private static func number(_ line: LogBytes, _ start: Int, _ count: Int) -> Int64? {
        guard start + count <= line.count else { return nil }
        var value: Int64 = 0
        for index in start..<(start + count) {
            let digit = line[index] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int64(digit)
        }
        return value
    }

    /// Days from 1970-01-01 in the Gregorian calendar, years counted from March so that the leap day is the last.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// As the box has it.
    package static func boxZone(_ local: Int64) -> Int64 {
        var seconds = time_t(local)
        var fields = tm()
        gmtime_r(&seconds, &fields)
        fields.tm_isdst = -1
        return local - Int64(mktime(&fields))
    }
}
