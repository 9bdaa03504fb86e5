import Domain
import NIOCore
import Testing

@testable import Scoring

/// The pure parts: no process, no socket.
@Suite struct PoolValuesTests {
    @Test func delaysGrowUntilSomethingIsAnswered() {
        var policy = RestartPolicy()
        let delays = (0..<6).map { _ in policy.failed() }
        #expect(
            delays == [
                .zero, .milliseconds(100), .milliseconds(200), .milliseconds(400), .milliseconds(800),
                .milliseconds(1600),
            ])
        #expect(policy.isOpen)
        for _ in 0..<40 { #expect(policy.failed() <= RestartPolicy.longestDelay) }
        policy.answered()
        #expect(!policy.isOpen && policy.failed() == .zero)
    }

    @Test func quantilesAreWithinAnEighth() {
        var histogram = LatencyHistogram()
        for value in 1...10_000 { histogram.record(microseconds: Int64(value)) }
        for (quantile, exact) in [(0.5, 5.0), (0.95, 9.5), (0.99, 9.9)] {
            let found = histogram.milliseconds(quantile: quantile)
            #expect(found >= exact && found <= exact * 1.13)
        }
        histogram.record(microseconds: .max)
        histogram.record(microseconds: -5)
        #expect(LatencyHistogram().milliseconds(quantile: 0.5) == 0)
    }

    @Test func framesComeInAnyPortions() throws {
        var bytes = ByteBuffer()
        bytes.writeMultipleIntegers(UInt32(8), UInt8(5), UInt32(7), endianness: .little)
        bytes.writeString("abc")
        bytes.writeMultipleIntegers(UInt32(5), UInt8(3), UInt32(8), endianness: .little)
        for portion in 1...bytes.readableBytes {
            var reader = WorkerFrameReader()
            var rest = bytes
            var seen: [String] = []
            while let part = rest.readSlice(length: min(portion, rest.readableBytes)), part.readableBytes > 0 {
                reader.feed(part)
                while let frame = try reader.next() {
                    seen.append("\(frame.kind) \(frame.id) \(String(buffer: frame.payload))")
                }
            }
            #expect(seen == ["leaving 7 abc", "pong 8 "])
        }
    }

    @Test(arguments: [[UInt8]](arrayLiteral: [1, 0, 0, 0, 1], [5, 0, 0, 0, 99, 0, 0, 0, 0], [255, 255, 255, 255, 1]))
    func garbageIsNotAFrame(_ bytes: [UInt8]) {
        var reader = WorkerFrameReader()
        reader.feed(ByteBuffer(bytes: bytes))
        #expect(throws: WorkerFrameReader.Garbage.self) { try reader.next() }
    }

    @Test func generatedIDsAreVersion4() {
        var buffer = ByteBuffer()
        RequestIDs.writeUUID((.max, .max), into: &buffer)
        #expect(String(buffer: buffer) == "ffffffff-ffff-4fff-bfff-ffffffffffff")
        buffer.clear()
        RequestIDs.writeUUID((0, 1), into: &buffer)
        #expect(String(buffer: buffer) == "00000000-0000-4000-8000-000000000001")
    }

    @Test func messagesAreJSON() {
        #expect(String(buffer: HTTPReply(400, message: "a \"b\"\n\\ é").worded(in: .azure).body) == #"{"message": "a \"b\"\n\\ é"}"#)
    }

    @Test func keysAreComparedByTheirDigest() {
        #expect(KeyDigest(of: "a").matches(KeyDigest(of: "a")))
        #expect(!KeyDigest(of: "a").matches(KeyDigest(of: "b")))
    }
}
