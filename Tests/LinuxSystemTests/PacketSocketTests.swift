import Glibc
import Testing

@testable import LinuxSystem

@Suite struct PacketSocketTests {
    @Test func keepsMessagesApart() throws {
        let (one, other) = try PacketSocket.pair()
        let ours = PacketSocket(owning: one)
        let theirs = PacketSocket(owning: other)
        try ours.send(Array("a".utf8))
        try ours.send(Array("bc".utf8))
        #expect(try theirs.receive() == Array("a".utf8))
        #expect(try theirs.receive() == Array("bc".utf8))
        #expect(try theirs.receive() == nil)
        ours.finishSending()
        #expect(try theirs.receive() == [])
        try theirs.send([1])
        #expect(try ours.receive() == [1], "the other way stays open")
    }

    @Test func handsDescriptorsOver() throws {
        let (one, other) = try PacketSocket.pair()
        let ours = PacketSocket(owning: one)
        let theirs = FileDescriptor(owning: other)
        let file = try FileDescriptor.holding(Array("held".utf8), name: "test")
        try ours.send([7], descriptors: [file.raw])
        var byte: UInt8 = 0
        var control = [UInt64](repeating: 0, count: 8)
        let received = withUnsafeMutablePointer(to: &byte) { byte in
            control.withUnsafeMutableBytes { room in
                var content = iovec(iov_base: byte, iov_len: 1)
                return withUnsafeMutablePointer(to: &content) { content in
                    var message = msghdr()
                    message.msg_iov = content
                    message.msg_iovlen = 1
                    message.msg_control = room.baseAddress
                    message.msg_controllen = room.count
                    guard recvmsg(theirs.raw, &message, Int32(MSG_DONTWAIT)) == 1 else { return Int32(-1) }
                    // Behind the header: length, level and type.
                    return room.load(fromByteOffset: 16, as: Int32.self)
                }
            }
        }
        #expect(byte == 7)
        let copy = FileDescriptor(owning: try #require(received >= 0 ? received : nil))
        #expect(copy.raw != file.raw)
        #expect(try copy.read(at: 0, count: 10) == Array("held".utf8))
    }

    @Test func saysWhyNothingIsSent() throws {
        let (one, other) = try PacketSocket.pair()
        let ours = PacketSocket(owning: one)
        let theirs = FileDescriptor(owning: other)
        let long = #expect(throws: PosixError.self) {
            try ours.send([UInt8](repeating: 0, count: PacketSocket.longestMessage + 1))
        }
        #expect(long?.code == EMSGSIZE)
        close(theirs.release())
        let gone = #expect(throws: PosixError.self) { try ours.send([1]) }
        #expect(gone?.code == EPIPE)
        #expect(try ours.receive() == [])
    }
}
