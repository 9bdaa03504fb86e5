import Glibc
import LinuxSystem
import Testing

@Suite struct LoopbackListenerTests {
    @Test func holdsAPortUntilItIsGone() throws {
        let port: Int
        do {
            let listener = try LoopbackListener(port: 0)
            port = listener.port
            #expect(port > 0 && !LoopbackListener.isFree(port))
            let error = #expect(throws: PosixError.self) { try LoopbackListener(port: port) }
            #expect(error?.isAddressInUse == true)
        }
        #expect(LoopbackListener.isFree(port))
    }

    @Test func handsItsSocketOverOnce() throws {
        let socket: FileDescriptor
        let port: Int
        do {
            let listener = try LoopbackListener(port: 0)
            port = listener.port
            socket = FileDescriptor(owning: try #require(listener.handOver()))
            #expect(listener.handOver() == nil)
        }
        #expect(!LoopbackListener.isFree(port))
        #expect(fcntl(socket.raw, F_GETFD) & FD_CLOEXEC != 0)
    }
}
