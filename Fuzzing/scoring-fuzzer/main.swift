import CFuzzer
import Domain
import NIOCore
@testable import Scoring

// Gives bytes that libFuzzer makes up to all that reads what strangers send or upload: heads of requests, bodies, and ONNX
// files. What they do not refuse must hold together. `make fuzz` runs it for a minute; see scripts/fuzz.sh.

func check(_ holds: Bool, _ what: String) {
    if !holds { fatalError(what) }
}

func check(_ inputs: InferenceRequest.Inputs) {
    switch inputs {
    case .matrix(let matrix):
        check(matrix.rows > 0 && matrix.columns > 0, "a body without rows")
        check(matrix.values.count == matrix.rows * matrix.columns, "rows of another width")
        check(matrix.names.map { $0.count == matrix.columns } ?? true, "names of other columns")
        check(matrix.values.allSatisfy { !$0.isInfinite }, "an infinite number")
    case .tensors(let tensors):
        check(!tensors.isEmpty, "a body without inputs")
        for tensor in tensors { check(tensor.count == tensor.shape.reduce(1, *), "a tensor of another shape") }
    }
}

func exercise(_ bytes: UnsafeRawBufferPointer) {
    let body = ByteBuffer(bytes: bytes)
    if let read = try? NumericBody.parse(body) { check(read.request.inputs) }
    if let read = try? DelimitedBody.parse(body) { check(read.inputs) }
    // All of it as JSON, or its end as the tensors that the rest describes.
    for length in [nil, "\(bytes.count / 2)", "\(bytes.count)"] {
        if let read = try? OpenInferenceRequest.parse(body, headerLength: length) { check(.tensors(read.inputs)) }
    }
    exerciseConnection(body)
    if let model = try? PipelineModel(bytes) {
        let width = model.signature.inputs.reduce(0) { $0 + $1.shape.dropFirst().reduce(1) { $0 * ($1 ?? 1) } }
        guard width > 0, width < 1000 else { return }
        let matrix = FeatureMatrix(rows: 3, columns: width, values: (0..<3 * width).map { Double($0) })
        if let outputs = try? model.predict(InferenceRequest(.matrix(matrix))) {
            for output in outputs { check(output.count == output.shape.reduce(1, *), "an output of another shape") }
        }
    }
}

/// Bytes as they come over a connection, one request after the other.
func exerciseConnection(_ bytes: ByteBuffer) {
    var parser = RequestParser()
    parser.feed(bytes)
    while let head = try? parser.head() {
        for field in [head.contentType, head.accept, head.query, head.deployment].compactMap(\.self) { _ = head.text(field) }
        guard let body = try? parser.body(of: head, limit: 4096) else { return }
        check(body.readableBytes <= 4096, "a body beyond its limit")
    }
}

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
let status = withUnsafeMutablePointer(to: &arguments) { pointer in
    LLVMFuzzerRunDriver(&count, pointer) { data, size in
        exercise(UnsafeRawBufferPointer(start: data, count: size))
        return 0
    }
}
if status != 0 { fatalError("the fuzzer ended with \(status)") }
