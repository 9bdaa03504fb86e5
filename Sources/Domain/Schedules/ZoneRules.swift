/// How far the clocks of a time zone are from UTC, and when that changes. Times are whole seconds since 1970.
package struct ZoneRules: Sendable, Hashable {
    struct Change: Sendable, Hashable {
        let at: Int
        /// Seconds east of UTC from then on.
        let offset: Int
    }

    /// Before the first change.
    let initialOffset: Int
    /// Ascending.
    let changes: [Change]

    package static let utc = ZoneRules(initialOffset: 0, changes: [])

    /// Seconds east of UTC.
    package func offset(at time: Int) -> Int {
        let index = indexOfChange(after: time)
        return index == 0 ? initialOffset : changes[index - 1].offset
    }

    /// When the zone's clocks show so many seconds since 1 January 1970. Usually once; twice where they are put back; and
    /// a time that is skipped counts as the moment of the jump.
    package func times(ofLocal local: Int) -> [Int] {
        let (before, after) = (offset(at: local - CalendarDay.seconds), offset(at: local + CalendarDay.seconds))
        let times = (before == after ? [before] : [before, after]).map { (offset: $0, time: local - $0) }
            .filter { offset(at: $0.time) == $0.offset }.map(\.time).sorted()
        if !times.isEmpty { return times }
        let index = indexOfChange(after: local - max(before, after))
        return [index < changes.count ? changes[index].at : local - before]
    }

    /// The zone's calendar day at a time.
    func day(at time: Int) -> CalendarDay { CalendarDay(number: (time + offset(at: time)).floored(by: CalendarDay.seconds)) }

    private func indexOfChange(after time: Int) -> Int {
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].at <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
