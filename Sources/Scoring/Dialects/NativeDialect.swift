import Domain
import NIOCore

/// A request for a model in the engine's threads, read in its caller's dialect, and what the answer takes from it.
struct NativeRequest: Sendable {
    var request: InferenceRequest
    var form: AnswerForm

    /// Throws 400 for a body that is not one of the dialect, 415 for one of another content type.
    init(_ call: ScoreCall) throws(InferenceFault) {
        try self.init(call.kind, call.head, call.body, call.form)
    }

    init(_ kind: WorkerFrame.Ask, _ head: RequestHead, _ body: ByteBuffer, _ form: AnswerForm) throws(InferenceFault) {
        self.form = form
        guard kind == .body else { throw InferenceFault("a GET brings no rows: POST them, e.g. {\"data\": [[1, 2], [3, 4]]}") }
        if form.dialect == .openInference {
            let parsed = try OpenInferenceRequest.parse(body, headerLength: head.inferenceHeaderLength.map(head.text))
            self.form.take(parsed)
            request = InferenceRequest(.tensors(parsed.inputs), outputs: parsed.outputs.map { .named($0.map(\.name)) } ?? .all)
            return
        }
        self.form.isCSV = form.dialect == .mlflow && Self.acceptsCSV(head)
        switch try Self.content(head, form.dialect) {
        case .csv: request = try DelimitedBody.parse(body)
        case .json:
            let parsed = try NumericBody.parse(body)
            try Self.check(parsed.key, form.dialect)
            request = parsed.request
        }
    }

    // MARK: Content

    private enum Content { case json, csv }

    private static func acceptsCSV(_ head: RequestHead) -> Bool {
        guard let field = head.accept else { return false }
        return head.text(field).lowercased().hasPrefix("text/csv")
    }

    /// What is sent without a type, or as curl's form, is taken for JSON.
    private static func content(_ head: RequestHead, _ dialect: Dialect) throws(InferenceFault) -> Content {
        guard let field = head.contentType else { return .json }
        let isJSON = head.withBytes(field) { bytes in
            bytes.count >= 16 && bytes.prefix(16).elementsEqual("application/json".utf8) && (bytes.count == 16 || bytes[16] == 0x3B)
        }
        if isJSON { return .json }
        let type = head.text(field).split(separator: ";").first.map { $0.lowercased().trimmingBlanks } ?? ""
        switch type {
        case "", "application/json", "text/json", "application/x-www-form-urlencoded": return .json
        case _ where type.hasPrefix("application/") && type.hasSuffix("+json"): return .json
        case "text/csv": return .csv
        default:
            throw InferenceFault(415, "the model takes application/json or text/csv, not '\(JSONScanner.shortened(type))'")
        }
    }

    /// MLflow and KServe each know some of the fields only.
    private static func check(_ key: BodyKey?, _ dialect: Dialect) throws(InferenceFault) {
        switch dialect {
        case .azure, .openInference: return
        case .mlflow:
            if let key, [.dataframeSplit, .dataframeRecords, .instances, .inputs].contains(key) { return }
            throw InferenceFault(
                "the body must be an object with exactly one of 'dataframe_split', 'dataframe_records', 'instances' and 'inputs'")
        case .kserve, .vertex:
            if key == .instances || key == .inputs && dialect == .kserve { return }
            throw InferenceFault("the body must be an object with 'instances', a list with an entry for every row")
        }
    }

    // MARK: Answers

    func answer(_ outputs: [Tensor], runMicroseconds: UInt32) throws(InferenceFault) -> ScoredAnswer {
        if form.dialect == .openInference { return try form.openInference(outputs, runMicroseconds: runMicroseconds) }
        var body = BodyWriter(capacity: (outputs.first?.count ?? 0) * 12 + 64)
        if form.isCSV, let first = outputs.first {
            DelimitedAnswer.write(first, into: &body)
            return ScoredAnswer(
                runMicroseconds: runMicroseconds, headers: ByteBuffer(staticString: "Content-Type: text/csv; charset=utf-8\r\n"),
                body: body.buffer)
        }
        if form.dialect == .azure {
            PredictionWriter.write(outputs, into: &body)
        } else {
            body.write("{\"predictions\": " as StaticString)
            PredictionWriter.write(outputs, into: &body)
            body.write("}" as StaticString)
        }
        return ScoredAnswer(runMicroseconds: runMicroseconds, body: body.buffer)
    }
}

extension ScoredAnswer {
    /// A request that a model did not answer. Only a fault of the model counts as a failed run.
    init(_ fault: InferenceFault, in dialect: Dialect, runMicroseconds: UInt32 = 0) {
        self.init(
            status: fault.status, runFailed: fault.status >= 500, runMicroseconds: runMicroseconds,
            body: dialect.error(fault.status, fault.message))
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        var text = self[...]
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}
