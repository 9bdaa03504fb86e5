/// In which order a date's parts are written. Dates with the year first (ISO 8601) are read whatever it is.
package enum DateOrder: String, Codable, Sendable {
    case yearFirst = "year_first"
    /// `30/11/2026`, also with dots and hyphens.
    case dayFirst = "day_first"
    /// `11/30/2026`
    case monthFirst = "month_first"
}
