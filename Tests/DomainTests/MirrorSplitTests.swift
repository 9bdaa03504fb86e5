import Domain
import Foundation
import Testing

@Suite struct MirrorSplitTests {
    @Test func goesToOneDeploymentAndHalfAtMost() throws {
        #expect(try MirrorSplit(["green": 10]).target == "green")
        #expect(try MirrorSplit(["green": 0, "blue": 0]).target == nil)
        #expect(throws: AtelierError.self) { try MirrorSplit(["green": 51]) }
        #expect(throws: AtelierError.self) { try MirrorSplit(["green": 10, "blue": 10]) }
    }

    @Test func isAMapOnTheWire() throws {
        let data = try JSONEncoder().encode(MirrorSplit(["green": 10]))
        #expect(String(decoding: data, as: UTF8.self) == #"{"green":10}"#)
        #expect(try JSONDecoder().decode(MirrorSplit.self, from: data)["green"] == 10)
    }
}
