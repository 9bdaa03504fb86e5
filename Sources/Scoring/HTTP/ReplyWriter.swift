import NIOCore

/// Writes answers as bytes. Every answer carries the ids and, as on Azure, whether `run()` failed.
struct ReplyWriter {
    /// What `x-ms-server-version` says.
    static let serverVersion: StaticString = "x-ms-server-version: atelier\r\n"

    let head: RequestHead
    let ids: RequestIDs
    var deployment: String?
    /// The connection ends with this answer.
    var closes = false

    func write(_ reply: HTTPReply, into buffer: inout ByteBuffer) {
        writeStart(reply.status, bodyLength: reply.body.readableBytes, into: &buffer)
        buffer.writeStaticString("Content-Type: ")
        buffer.writeStaticString(reply.contentType)
        buffer.writeStaticString("\r\n")
        if !reply.extraFields.isEmpty { buffer.writeString(reply.extraFields) }
        writeCommon(runFailed: false, into: &buffer)
        writeBody(reply.body, status: reply.status, into: &buffer)
    }

    func write(_ answer: ScoredAnswer, into buffer: inout ByteBuffer) {
        writeStart(answer.status, bodyLength: answer.body.readableBytes, into: &buffer)
        if answer.headers.readableBytes == 0 {
            buffer.writeStaticString("Content-Type: application/json\r\n")
        } else {
            buffer.writeImmutableBuffer(answer.headers)
        }
        buffer.writeStaticString("x-ms-run-fn-exec-ms: ")
        writeMilliseconds(answer.runMicroseconds, into: &buffer)
        buffer.writeStaticString("\r\n")
        if let status = answer.modelStatus {
            buffer.writeStaticString("ms-azureml-model-error-statuscode: ")
            writeNumber(status, into: &buffer)
            buffer.writeStaticString("\r\nms-azureml-model-error-reason: model_error\r\n")
        }
        writeCommon(runFailed: answer.runFailed, into: &buffer)
        writeBody(answer.body, status: answer.status, into: &buffer)
    }

    private func writeStart(_ status: Int, bodyLength: Int, into buffer: inout ByteBuffer) {
        buffer.reserveCapacity(minimumWritableBytes: 640 + bodyLength)
        if status == 200 {
            buffer.writeStaticString("HTTP/1.1 200 OK\r\n")
        } else {
            buffer.writeStaticString("HTTP/1.1 ")
            writeNumber(status, into: &buffer)
            buffer.writeStaticString(" ")
            buffer.writeStaticString(HTTPReply.reason(status))
            buffer.writeStaticString("\r\n")
        }
        if status != 204 {
            buffer.writeStaticString("Content-Length: ")
            writeNumber(bodyLength, into: &buffer)
            buffer.writeStaticString("\r\n")
        }
    }

    private func writeCommon(runFailed: Bool, into buffer: inout ByteBuffer) {
        if let deployment {
            buffer.writeStaticString("azureml-model-deployment: ")
            buffer.writeString(deployment)
            buffer.writeStaticString("\r\n")
        }
        buffer.writeStaticString(
            runFailed ? "x-ms-run-function-failed: True\r\n" : "x-ms-run-function-failed: False\r\n")
        buffer.writeStaticString(Self.serverVersion)
        ids.writeFields(head, into: &buffer)
        if closes {
            buffer.writeStaticString("Connection: close\r\n")
        } else if head.isHTTP10 {
            buffer.writeStaticString("Connection: keep-alive\r\n")
        }
        buffer.writeStaticString("\r\n")
    }

    private func writeBody(_ body: ByteBuffer, status: Int, into buffer: inout ByteBuffer) {
        guard head.method != .head, status != 204, status != 304 else { return }
        buffer.writeImmutableBuffer(body)
    }

    /// `0.761`: always three decimals.
    private func writeMilliseconds(_ microseconds: UInt32, into buffer: inout ByteBuffer) {
        writeNumber(Int(microseconds / 1000), into: &buffer)
        buffer.writeInteger(UInt8(ascii: "."))
        var rest = microseconds % 1000
        for divisor: UInt32 in [100, 10, 1] {
            buffer.writeInteger(UInt8(ascii: "0") + UInt8(rest / divisor))
            rest %= divisor
        }
    }

    private func writeNumber(_ number: Int, into buffer: inout ByteBuffer) {
        if number < 10 {
            buffer.writeInteger(UInt8(ascii: "0") + UInt8(max(0, number)))
        } else {
            writeNumber(number / 10, into: &buffer)
            buffer.writeInteger(UInt8(ascii: "0") + UInt8(number % 10))
        }
    }
}
