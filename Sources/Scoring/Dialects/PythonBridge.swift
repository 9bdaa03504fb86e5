import Domain
import NIOCore

/// Between callers and a Python worker, which knows scripts' bodies only (or Azure's and MLflow's, for a model that
/// MLflow loads). A body of rows is handed on as it is; what another dialect demands is put around the answer. Tensors
/// of the Open Inference Protocol become a table, and the answer's lists become tensors.
enum PythonBridge {
    /// The body for the worker. Throws 400.
    static func body(
        _ body: ByteBuffer, of head: RequestHead, as dialect: Dialect, for interface: RuntimeInterface,
        form: inout AnswerForm
    ) throws(InferenceFault) -> ByteBuffer {
        guard dialect == .openInference else { return body }
        let request = try OpenInferenceRequest.parse(body, headerLength: head.inferenceHeaderLength.map(head.text))
        form.take(request)
        return interface == .script ? TableBody.data(request.inputs) : TableBody.mlflow(request.inputs)
    }

    /// The worker's answer in the caller's dialect.
    static func translate(_ answer: inout ScoredAnswer, _ form: AnswerForm) {
        guard (200...299).contains(answer.status) else {
            return fail(&answer, form.dialect, answer.status, message(of: answer.body))
        }
        switch form.dialect {
        case .azure: break
        case .openInference:
            do throws(InferenceFault) {
                let tensors = try AnswerTensors.read(answer.body)
                answer = try form.openInference(tensors, runMicroseconds: answer.runMicroseconds)
            } catch {
                fail(&answer, form.dialect, error.status, error.message)
            }
        case .mlflow, .kserve, .vertex:
            // An object is the script's own choice of form; so is what is no JSON.
            guard answer.contentType.hasPrefix("application/json"), let first = firstByte(of: answer.body),
                first != UInt8(ascii: "{")
            else { return }
            answer.body = predictions(answer.body)
        }
    }

    /// `{"predictions": …}` around JSON.
    static func predictions(_ json: ByteBuffer) -> ByteBuffer {
        var body = ByteBuffer()
        body.reserveCapacity(json.readableBytes + 20)
        body.writeStaticString("{\"predictions\": ")
        body.writeImmutableBuffer(json)
        body.writeStaticString("}")
        return body
    }

    private static func fail(_ answer: inout ScoredAnswer, _ dialect: Dialect, _ status: Int, _ message: String) {
        answer.status = status
        answer.headers = ByteBuffer()
        answer.body = dialect.error(status, message)
    }

    /// What `{"message": "…"}` says, or the text itself.
    private static func message(of body: ByteBuffer) -> String {
        var message: String?
        body.withUnsafeReadableBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            var scanner = JSONScanner(base.assumingMemoryBound(to: UInt8.self), count: bytes.count)
            scanner.skipBlanks()
            guard scanner.take(UInt8(ascii: "{")) else { return }
            scanner.skipBlanks()
            guard let key = try? scanner.key(), key == "message", scanner.byte == UInt8(ascii: "\"") else { return }
            message = try? scanner.text()
        }
        return message ?? String(buffer: body.getSlice(at: body.readerIndex, length: min(body.readableBytes, 4096)) ?? body)
    }

    private static func firstByte(of body: ByteBuffer) -> UInt8? {
        body.readableBytesView.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    }
}

extension AnswerForm {
    mutating func take(_ request: OpenInferenceRequest) {
        id = request.id
        outputs = request.outputs
        isBinary = request.isBinary
    }
}
