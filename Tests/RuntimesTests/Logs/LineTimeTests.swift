import Foundation
import Testing

@testable import Runtimes

@Suite struct LineTimeTests {
    @Test(arguments: [
        ("2026-01-01 00:00:00 x", 1_767_225_600_000 - 3_600_000), ("2026-01-01 00:00:00,123 - x", 1_767_225_600_123 - 3_600_000),
        ("2026-01-01T00:00:00Z", 1_767_225_600_000), ("[2026-01-01T00:00:00.5Z] x", 1_767_225_600_500),
        ("2026/01/01 00:00:00.123456+02:00 x", 1_767_225_600_123 - 7_200_000),
        ("2026-01-01T00:00:00-0530", 1_767_225_600_000 + 19_800_000),
        ("[I 2026-01-01 00:00:00,001] Trial", 1_767_225_600_001 - 3_600_000), ("2024-02-29T12:00:00Z", 1_709_208_000_000),
        ("1969-12-31T23:59:59Z", -1000), ("2026-01-01 00:00:00 - not an offset", 1_767_225_600_000 - 3_600_000),
        ("2026-13-01 00:00:00", nil), ("2026-01-01 24:00:00", nil), ("2026-01-01", nil), ("epoch 2026-01-01 00:00:00", nil),
        ("", nil), ("2026-01/01 00:00:00", nil), ("12:00:00 x", nil),
    ] as [(String, Int64?)])
    func aLineTellsItsTime(_ line: String, _ milliseconds: Int64?) {
        let found = Array(line.utf8).withUnsafeBufferPointer { LineTime.milliseconds(of: $0, zone: { _ in 3600 }) }
        #expect(found == milliseconds, "\(line)")
    }

    @Test func aTimeWithoutAnOffsetIsTheBoxs() throws {
        var components = DateComponents()
        (components.year, components.month, components.day, components.hour) = (2026, 7, 1, 12)
        let date = try #require(Calendar(identifier: .gregorian).date(from: components))
        let found = Array("2026-07-01 12:00:00".utf8).withUnsafeBufferPointer { LineTime.of($0) }
        #expect(found == date)
    }
}
