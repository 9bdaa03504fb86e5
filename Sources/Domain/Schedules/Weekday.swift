/// A day of the week by Azure's name for it.
package enum Weekday: String, Codable, Sendable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// As cron counts them: 0 is Sunday, 6 is Saturday.
    var cronNumber: Int { self == .sunday ? 0 : (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
}
