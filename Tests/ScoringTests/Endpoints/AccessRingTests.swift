import Domain
import Foundation
import NIOCore
import Testing

@testable import Scoring

@Suite struct AccessRingTests {
    private func ring(of count: Int) -> AccessRing {
        let ring = AccessRing()
        for number in 1...count {
            ring.note(
                AccessRing.Note(
                    at: Date(timeIntervalSince1970: Double(number)), deployment: "blue", status: 200,
                    duration: .microseconds(1500), requestSize: number, responseSize: 0, id: .sent("\(number)")))
        }
        return ring
    }

    @Test(arguments: [1, 999, 1000, 1001, 2500])
    func theNewestThousandAreKept(count: Int) {
        let entries = ring(of: count).entries(after: 0, limit: 5000)
        let expected = Array(max(1, count - 999)...count).map(Int64.init)
        #expect(entries.map(\.sequence) == expected)
        #expect(entries.map(\.requestID) == expected.map { "\($0)" })
        #expect(entries.allSatisfy { $0.milliseconds == 1.5 })
    }

    @Test(arguments: [
        (after: 2400, limit: 3, expected: 2498...2500), (2498, 10, 2499...2500), (100, 2, 2499...2500),
    ])
    func aReaderGetsTheNewestOfWhatItHasNotSeen(after: Int64, limit: Int, expected: ClosedRange<Int64>) {
        #expect(ring(of: 2500).entries(after: after, limit: limit).map(\.sequence) == Array(expected))
    }

    @Test func nothingNewIsNothing() {
        #expect(ring(of: 5).entries(after: 5, limit: 10).isEmpty)
        #expect(ring(of: 5).entries(after: .max, limit: 10).isEmpty)
        #expect(AccessRing().entries(after: 0, limit: 10).isEmpty)
    }
}
