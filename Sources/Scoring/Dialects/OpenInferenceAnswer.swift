import Domain
import NIOCore

extension AnswerForm {
    /// The answer to an Open Inference request: `{"model_name", "model_version", "id", "outputs": […]}`, and the binary
    /// tensors behind it. Throws 400 for an output that was asked for and is not there.
    func openInference(_ tensors: [Tensor], runMicroseconds: UInt32) throws(InferenceFault) -> ScoredAnswer {
        var wanted = tensors
        if let outputs, !outputs.isEmpty {
            wanted = []
            for output in outputs {
                guard let tensor = tensors.first(where: { $0.name == output.name }) else {
                    let names = tensors.map { "'\($0.name)'" }.joined(separator: ", ")
                    throw InferenceFault(
                        "the model has no output '\(JSONScanner.shortened(output.name))'; it has: \(names)")
                }
                wanted.append(tensor)
            }
        }
        var json = ByteBuffer()
        var binary = ByteBuffer()
        json.writeStaticString("{\"model_name\": ")
        json.writeJSON(modelName)
        json.writeStaticString(", \"model_version\": ")
        json.writeJSON(modelVersion)
        if let id {
            json.writeStaticString(", \"id\": ")
            json.writeJSON(id)
        }
        json.writeStaticString(", \"outputs\": [")
        for (index, tensor) in wanted.enumerated() {
            if index > 0 { json.writeStaticString(", ") }
            json.writeStaticString("{\"name\": ")
            json.writeJSON(tensor.name)
            json.writeString(
                ", \"datatype\": \"\(tensor.type.rawValue)\", \"shape\": [\(tensor.shape.map(String.init).joined(separator: ", "))]")
            if isBinary(tensor.name) {
                let before = binary.readableBytes
                BinaryTensor.write(tensor.elements, into: &binary)
                json.writeString(", \"parameters\": {\"binary_data_size\": \(binary.readableBytes - before)}}")
            } else {
                json.writeStaticString(", \"data\": ")
                json.writeJSON(listOf: tensor)
                json.writeStaticString("}")
            }
        }
        json.writeStaticString("]}")
        var headers = ByteBuffer()
        if binary.readableBytes > 0 || wanted.contains(where: { isBinary($0.name) }) {
            headers.writeString(
                "Content-Type: application/octet-stream\r\nInference-Header-Content-Length: \(json.readableBytes)\r\n")
            json.writeImmutableBuffer(binary)
        }
        return ScoredAnswer(runMicroseconds: runMicroseconds, headers: headers, body: json)
    }
}
