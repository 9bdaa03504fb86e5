extension Double {
    /// To four digits behind the point, for sentences: `0.9813`, `12`.
    package var brief: String {
        guard isFinite, abs(self) < 1e11 else { return "\(self)" }
        guard self == 0 || abs(self) >= 0.001 else { return "\(self)" }
        let rounded = (self * 10_000).rounded() / 10_000
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
