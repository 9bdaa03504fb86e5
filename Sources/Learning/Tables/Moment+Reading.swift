extension Moment {
    /// `2026-11-30`, `2026-11-30T04:41:35.5+01:00`, `2026-11-30 04:41`, and `30/11/2026` in an order that puts the year last.
    /// A zone is passed over. Nil for all else.
    package init?(_ text: String, order: DateOrder = .yearFirst) {
        var text = text
        let moment = text.withUTF8 { bytes -> Moment? in
            var reader = MomentReader(bytes)
            return reader.moment(order)
        }
        guard let moment else { return nil }
        self = moment
    }
}

private struct MomentReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        while at < bytes.count, bytes[at] == 0x20 { at += 1 }
    }

    mutating func moment(_ order: DateOrder) -> Moment? {
        guard let (year, month, day) = date(order) else { return nil }
        var (hour, minute, second) = (0, 0, 0.0)
        if next("T") || next("t") || next(" ") && at < bytes.count && bytes[at] != 0x20 {
            guard let first = digits(1, 2), next(":"), let other = digits(2, 2) else { return nil }
            (hour, minute) = (first, other)
            if next(":") {
                guard let whole = digits(2, 2) else { return nil }
                second = Double(whole)
                if next(".") || next(",") {
                    let start = at
                    guard let part = digits(1, 9) else { return nil }
                    second += Double(part) / (0..<(at - start)).reduce(1) { power, _ in power * 10 }
                }
            }
            guard zone() else { return nil }
        }
        while next(" ") {}
        guard at == bytes.count else { return nil }
        return Moment(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    }

    private mutating func date(_ order: DateOrder) -> (year: Int, month: Int, day: Int)? {
        let start = at
        if let year = digits(4, 4) {
            guard let mark = separator(), mark != UInt8(ascii: "."), let month = digits(1, 2), separator() == mark,
                let day = digits(1, 2)
            else { return nil }
            return (year, month, day)
        }
        at = start
        guard order != .yearFirst, let first = digits(1, 2), let mark = separator(), let second = digits(1, 2),
            separator() == mark, let year = digits(4, 4)
        else { return nil }
        return order == .dayFirst ? (year, second, first) : (year, first, second)
    }

    private mutating func zone() -> Bool {
        if next("Z") || next("z") { return true }
        let start = at
        while next(" ") {}
        guard next("+") || next("-") else {
            at = start
            return true
        }
        guard digits(2, 2) != nil else { return false }
        _ = next(":")
        return at == bytes.count || digits(2, 2) != nil
    }

    private mutating func next(_ character: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    private mutating func separator() -> UInt8? {
        guard at < bytes.count, "-/.".utf8.contains(bytes[at]) else { return nil }
        at += 1
        return bytes[at - 1]
    }

    /// As many digits as there are, within the limits.
    private mutating func digits(_ least: Int, _ most: Int) -> Int? {
        var (value, count) = (0, 0)
        while at < bytes.count, count < most, bytes[at] &- 0x30 < 10 {
            value = value * 10 + Int(bytes[at] &- 0x30)
            count += 1
            at += 1
        }
        return count >= least ? value : nil
    }
}
