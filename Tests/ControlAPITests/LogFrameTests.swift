import ControlAPI
import Testing

@Suite struct LogFrameTests {
    @Test(arguments: [1, 2, 3, 7, 12, 13, 1000])
    func framesSurviveAnyCut(pieceLength: Int) {
        let frames = [
            LogFrame(nextOffset: 5, bytes: Array("hello".utf8)), LogFrame(nextOffset: 5, bytes: []),
            LogFrame(nextOffset: .max, bytes: Array(repeating: 0xFF, count: 300)),
        ]
        let wire = frames.flatMap(\.encoded)
        var decoder = LogFrameDecoder()
        var decoded: [LogFrame] = []
        for start in stride(from: 0, to: wire.count, by: pieceLength) {
            decoded += decoder.decode(wire[start..<min(start + pieceLength, wire.count)])
        }
        #expect(decoded == frames)
    }
}
