import Domain
import NIOCore

/// The body of an Open Inference Protocol request: `{"id", "parameters", "inputs": [{"name", "shape", "datatype",
/// "data"}], "outputs"}`. Data are flat or nested, row-major; with `Inference-Header-Content-Length` they may be binary
/// behind the JSON, little-endian, in the order of the inputs (the binary tensor data extension).
struct OpenInferenceRequest {
    var id: String?
    var inputs: [Tensor] = []
    var outputs: [AnswerForm.Output]?
    /// `binary_data_output`
    var isBinary = false

    /// `headerLength` is the JSON's part of the body, when the request has a binary part. Throws 400.
    static func parse(_ body: ByteBuffer, headerLength: String?) throws(InferenceFault) -> OpenInferenceRequest {
        var length = body.readableBytes
        if let headerLength {
            guard let given = Int(headerLength), given > 0, given <= length else {
                throw InferenceFault(
                    "Inference-Header-Content-Length is '\(headerLength.neutralised)', and the body has \(length) bytes")
            }
            length = given
        }
        guard length > 0 else {
            throw InferenceFault("the request has no body: send {\"inputs\": [{\"name\", \"shape\", \"datatype\", \"data\"}]}")
        }
        var result: Result<OpenInferenceRequest, InferenceFault> = .failure(InferenceFault("the request has no body"))
        body.withUnsafeReadableBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            var reader = OpenInferenceReader(
                scanner: JSONScanner(base.assumingMemoryBound(to: UInt8.self), count: length),
                binary: UnsafeRawBufferPointer(rebasing: bytes[length...]))
            do throws(InferenceFault) {
                result = .success(try reader.read())
            } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }
}
