package import Glibc

extension ProcessTable {
    /// One process, or one thread of it: both have a `stat` file of the same form.
    package struct Entry: Sendable, Hashable {
        package let pid: pid_t
        /// The program's, or what the thread calls itself: at most 15 bytes.
        package let name: String
        package let parent: pid_t
        package let group: pid_t
        package let session: pid_t
        /// The state letter of proc(5).
        package let state: Character
        /// Clock ticks after boot.
        package let startTime: UInt64
        /// Clock ticks it ran.
        package let ticks: UInt64
        /// Clock ticks its children ran that it has waited for, and theirs.
        package let childTicks: UInt64
        package let residentPages: UInt64
        /// The processor it last ran on.
        package let core: Int
        /// -20 to 19; above 0 it steps back for others.
        package let niceness: Int

        /// A zombie, or gone: it runs nothing any more.
        package var hasEnded: Bool { state == "Z" || state == "X" }
    }
}

extension ProcessTable.Entry {
    /// Reads a `stat` file of proc(5); nil when it is none.
    package init?(parsing bytes: [UInt8]) {
        // The name stands in parentheses and may itself contain any of them, and spaces.
        guard let nameStart = bytes.firstIndex(of: UInt8(ascii: "(")),
            let nameEnd = bytes.lastIndex(of: UInt8(ascii: ")")), nameStart < nameEnd,
            let pid = pid_t(String(decoding: bytes[..<nameStart].dropLast(), as: UTF8.self))
        else { return nil }
        // The first of these is the manual's field 3.
        let fields = String(decoding: bytes[(nameEnd + 1)...], as: UTF8.self).split(separator: " ")
        guard fields.count > 36, let state = fields[0].first, let parent = pid_t(fields[1]),
            let group = pid_t(fields[2]), let session = pid_t(fields[3]), let startTime = UInt64(fields[19])
        else { return nil }
        let number = { (index: Int) in UInt64(fields[index]) ?? 0 }
        self.init(
            pid: pid, name: String(decoding: bytes[(nameStart + 1)..<nameEnd], as: UTF8.self), parent: parent,
            group: group, session: session, state: state, startTime: startTime, ticks: number(11) + number(12),
            childTicks: number(13) + number(14), residentPages: number(21), core: Int(fields[36]) ?? 0, niceness: Int(fields[16]) ?? 0)
    }
}
