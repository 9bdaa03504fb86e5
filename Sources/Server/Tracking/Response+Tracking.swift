import Engine
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    static func json(_ writer: WireWriter, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: writer.bytes)))
    }

    static func text(_ text: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    static func fault(_ fault: TrackingFault) -> Response {
        var response = json(fault.json, status: HTTPResponse.Status(code: fault.status))
        if fault.status == 401 { response.headers[.wwwAuthenticate] = "Basic realm=\"mlflow\"" }
        return response
    }

    /// A file, read piece by piece as the client takes it. Never shown by a browser as a page of ours.
    static func file(_ reading: ArtifactReading, name: String) -> Response {
        let plain = name.unicodeScalars.map { scalar in
            scalar.isASCII && scalar.value >= 0x20 && scalar != "\"" && scalar != "\\" ? Character(scalar) : "_"
        }
        let headers: HTTPFields = [
            .contentType: "application/octet-stream", .xContentTypeOptions: "nosniff",
            .contentDisposition: "attachment; filename=\"\(String(plain))\"",
        ]
        let size = reading.size
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody(contentLength: Int(size)) { writer in
                var offset: Int64 = 0
                while offset < size {
                    let bytes = try await reading.bytes(at: offset, limit: Int(min(size - offset, 256 << 10)))
                    guard !bytes.isEmpty else { throw ArtifactCutShort() }
                    offset += Int64(bytes.count)
                    try await writer.write(ByteBuffer(bytes: bytes))
                }
                try await writer.finish(nil)
            })
    }
}

/// The file became shorter while it was read: the connection breaks, so that nobody takes a part for the whole.
private struct ArtifactCutShort: Error {}
