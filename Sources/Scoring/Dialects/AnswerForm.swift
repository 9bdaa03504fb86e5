import Domain

/// What an answer takes from its request: the dialect, and what that has to repeat or was asked for.
struct AnswerForm: Sendable {
    /// An output that an Open Inference request names.
    struct Output: Sendable, Hashable {
        let name: String
        /// In the binary part of the answer, rather than in its JSON; nil leaves it to the request as a whole.
        let isBinary: Bool?
    }

    var dialect: Dialect
    /// The request's `id`, to be repeated.
    var id: String?
    /// The outputs asked for; nil is all.
    var outputs: [Output]?
    /// `binary_data_output`: outputs that do not say otherwise are binary.
    var isBinary = false
    /// SageMaker's `Accept: text/csv`.
    var isCSV = false
    private(set) var modelName = ""
    private(set) var modelVersion = ""

    init(_ dialect: Dialect = .azure) {
        self.dialect = dialect
    }

    /// As the path called the model, or as the deployment that answers.
    mutating func name(_ model: DialectTarget.Model?, runtime: any ScoringRuntime, endpoint: String) {
        guard dialect == .openInference else { return }
        modelName = model?.name ?? endpoint
        modelVersion = CompiledRoute.version(of: runtime)
    }

    func isBinary(_ output: String) -> Bool {
        outputs?.first { $0.name == output }?.isBinary ?? isBinary
    }
}
