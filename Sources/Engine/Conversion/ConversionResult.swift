import Domain

/// What the converter's script says it did (`result.json`).
struct ConversionResult: Codable, Sendable {
    struct Row: Codable, Sendable {
        let row: Int
        let expected: JSONValue
        let got: JSONValue
    }

    /// Why there is no graph, as a sentence.
    let refusal: String?
    /// The largest, in parts of the largest answer; 1 when a class differs.
    let difference: Double?
    let rows: Int?
    /// The rows that differ by more than is accepted, the worst first; not all of them.
    let differing: [Row]?
    let differingCount: Int?
    /// The packages that converted and compared: `skl2onnx` → `1.20.0`.
    let versions: [String: String?]?

    private enum CodingKeys: String, CodingKey {
        case refusal, difference, rows, differing, versions
        case differingCount = "differing_count"
    }

    /// Why the graph is not to be used; nil when it is.
    func problem(with model: String, tolerance: Double) -> AtelierError? {
        if let refusal {
            return AtelierError(
                .unsupported, "\(model) cannot be converted: \(refusal.neutralised)",
                hint: "serve it with Python, as it is", subject: "model \(model)")
        }
        guard let difference, let rows else {
            return AtelierError(.internal, "the converter did not compare \(model)", hint: "see 'atelier engine logs'")
        }
        guard !(difference <= tolerance) else { return nil }
        let worst = (differing ?? []).prefix(3).map { row in
            "row \(row.row): \(row.got.compactText) instead of \(row.expected.compactText)"
        }.joined(separator: "; ")
        return AtelierError(
            .invalidArgument,
            "the ONNX form of \(model) differs from it by \(Self.text(difference)), more than \(Self.text(tolerance)), on "
                + "\(differingCount ?? 0) of \(rows) rows: \(worst.neutralised)",
            hint: "serve it with Python, or accept the difference with --tolerance", subject: "model \(model)")
    }

    static func text(_ number: Double) -> String {
        number == 0 ? "0" : JSONValue.text(of: number)
    }
}
