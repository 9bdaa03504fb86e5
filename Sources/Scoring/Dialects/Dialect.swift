/// How a caller speaks: which body it sends, and which form answers and errors have.
enum Dialect: Sendable, Hashable {
    /// `POST /score`: the body is the script's own, or `input_data`, `data` … for a model without a script.
    case azure
}
