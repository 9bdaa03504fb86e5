import Domain
import Foundation
import Testing

@testable import Engine

@Suite struct CostMeterTests {
    private func hour(_ hours: Double) -> Date { Date(timeIntervalSince1970: hours * 3600) }

    @Test func aNodeIsPaidForUntilItLeaves() {
        var meter = CostMeter(size: "Standard_DS3_v2")
        meter.hear(of: "a", isNew: true, at: hour(0))
        meter.hear(of: "b", isNew: true, at: hour(1))
        meter.hear(of: "a", isNew: false, at: hour(2))
        meter.end("a", at: hour(3))
        meter.close(present: ["b"], at: hour(5))
        #expect(meter.nodeHours == 7)
        #expect(abs(meter.cost - 7 * 0.293) < 1e-9)
        #expect(meter.since == hour(0))
    }

    @Test func aNodeThatWasLostIsPaidForUntilItWasHeardOfLast() {
        var meter = CostMeter(size: "Standard_DS1_v2")
        meter.hear(of: "a", isNew: true, at: hour(0))
        meter.hear(of: "a", isNew: false, at: hour(2))
        meter.hear(of: "a", isNew: true, at: hour(10))
        meter.close(present: [], at: hour(20))
        #expect(meter.nodeHours == 2)
    }

    @Test func anotherSizeHasAnotherPrice() {
        var meter = CostMeter(size: "Standard_DS1_v2")
        meter.hear(of: "a", isNew: true, at: hour(0))
        meter.resize(to: "standard_ds2_v2", at: hour(1))
        meter.resize(to: "Standard_DS2_v2", at: hour(2))
        meter.close(present: ["a"], at: hour(3))
        #expect(abs(meter.cost - (0.073 + 2 * 0.146)) < 1e-9)
        #expect(meter.line(.compute, "x", isRunning: true).size == "Standard_DS2_v2")
    }

    @Test func moreInstancesCostMore() {
        var meter = CostMeter(size: "Standard_DS1_v2")
        meter.hear(of: "blue", count: 1, isNew: false, at: hour(0))
        meter.hear(of: "blue", count: 3, isNew: false, at: hour(2))
        meter.end("blue", at: hour(3))
        #expect(meter.nodeHours == 5)
    }

    @Test func theBoxItselfHasNoPrice() {
        var meter = CostMeter(size: "local")
        meter.hear(of: "a", isNew: true, at: hour(0))
        meter.close(present: ["a"], at: hour(4))
        #expect(meter.nodeHours == 4 && meter.cost == 0)
        #expect(meter.line(.compute, "local", isRunning: true).size == nil)
    }
}
