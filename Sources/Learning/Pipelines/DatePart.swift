/// What of a moment in time a model may learn from. Times are taken as they are written: no zone is turned into another.
package enum DatePart: String, Codable, Sendable, CaseIterable {
    case year, quarter, month, day
    /// 0 is Monday.
    case weekday
    case dayOfYear = "day_of_year"
    case hour, minute
    /// Seconds since 1970, as if it were written in UTC.
    case seconds
}
