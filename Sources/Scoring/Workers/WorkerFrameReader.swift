import NIOCore

/// Cuts what a worker sends into frames.
struct WorkerFrameReader {
    struct Frame {
        let kind: WorkerFrame.Answer
        let id: UInt32
        var payload: ByteBuffer
    }

    /// The worker wrote something else on its socket: it cannot be trusted any longer.
    struct Garbage: Error {}

    private var buffer = ByteBuffer()

    mutating func feed(_ bytes: ByteBuffer) {
        if buffer.readableBytes == 0 {
            buffer = bytes
        } else {
            buffer.writeImmutableBuffer(bytes)
        }
    }

    mutating func next() throws(Garbage) -> Frame? {
        guard let length = buffer.getInteger(at: buffer.readerIndex, endianness: .little, as: UInt32.self) else {
            return nil
        }
        guard length >= 5, length <= WorkerFrame.maximumLength else { throw Garbage() }
        let missing = WorkerFrame.prefixLength + Int(length) - buffer.readableBytes
        guard missing <= 0 else {
            buffer.reserveCapacity(minimumWritableBytes: missing)
            return nil
        }
        buffer.moveReaderIndex(forwardBy: WorkerFrame.prefixLength)
        guard let (rawKind, id) = buffer.readMultipleIntegers(endianness: .little, as: (UInt8, UInt32).self),
            let kind = WorkerFrame.Answer(rawValue: rawKind),
            let payload = buffer.readSlice(length: Int(length) - 5)
        else { throw Garbage() }
        return Frame(kind: kind, id: id, payload: payload)
    }
}
