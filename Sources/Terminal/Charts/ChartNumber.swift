import Glibc

/// Numbers as a chart's labels show them.
package enum ChartNumber {
    /// With a fixed count of decimals; very large and very small numbers as `1.5e-7`.
    package static func text(_ value: Double, decimals: Int) -> String {
        guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
        let decimals = max(0, decimals)
        guard value.magnitude < 1e7, decimals <= 6 else { return scientific(value) }
        let scale = pow(10, Double(decimals))
        let units = Int64((value.magnitude * scale).rounded())
        let whole = units / Int64(scale)
        let sign = value < 0 && units > 0 ? "-" : ""
        guard decimals > 0 else { return "\(sign)\(whole)" }
        let fraction = String(units % Int64(scale))
        return "\(sign)\(whole)." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }

    /// In few cells: four digits that count, no trailing zeros.
    package static func short(_ value: Double) -> String {
        guard value.isFinite, value != 0 else { return text(value, decimals: 0) }
        let power = Int(log10(value.magnitude).rounded(.down))
        guard power >= -4, power < 7 else { return scientific(value) }
        return trimmed(text(value, decimals: min(max(0, 3 - power), 6)))
    }

    private static func scientific(_ value: Double) -> String {
        guard value != 0 else { return "0" }
        var power = Int(log10(value.magnitude).rounded(.down))
        // In two steps: 10^-320 alone is nothing.
        var mantissa = value / pow(10, Double(power / 2)) / pow(10, Double(power - power / 2))
        if (mantissa.magnitude * 100).rounded() >= 1_000 {
            mantissa /= 10
            power += 1
        }
        return trimmed(text(mantissa, decimals: 2)) + "e\(power)"
    }

    private static func trimmed(_ text: String) -> String {
        guard text.contains(".") else { return text }
        var result = text
        while result.hasSuffix("0") { result.removeLast() }
        if result.hasSuffix(".") { result.removeLast() }
        return result
    }
}
