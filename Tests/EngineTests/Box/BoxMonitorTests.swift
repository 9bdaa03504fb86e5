import Domain
import Foundation
import LinuxSystem
import Synchronization
import Testing

@testable import Engine

@Suite struct BoxMonitorTests {
    private let clock = ManualClock()
    private let readings = Counter()

    private func monitor() -> BoxMonitor {
        let clock = clock
        let readings = readings
        return BoxMonitor(
            clock: clock.clock, gpus: GPUProbe(clock: clock.clock, environment: ["PATH": "/nowhere"])
        ) {
            let count = readings.next()
            return BoxReading(
                at: clock.now, uptime: Double(count), processors: ProcessorTimes(parsing: "cpu0 \(count) 0 0 0"),
                loadAverage: Double(count), memory: Usage(used: ByteCount(1), total: ByteCount(2)),
                disk: Usage(used: ByteCount(1), total: ByteCount(2)), nodes: [])
        }
    }

    @Test func onlyOneIsMeasuredForWhoAsksOnce() async throws {
        let monitor = monitor()
        let stream = await monitor.loads(follow: false)
        await clock.sleepers(1)
        clock.advance(by: 0.25)
        var loads: [BoxLoad] = []
        for await load in stream { loads.append(load) }
        #expect(loads.map(\.loadAverage) == [2] && loads.first?.cores == [1])
        #expect(await !monitor.isSampling)
        #expect(readings.count == 2)
    }

    @Test func listenersShareOneSampler() async throws {
        let monitor = monitor()
        var first = await monitor.loads(follow: true).makeAsyncIterator()
        var second = await monitor.loads(follow: true).makeAsyncIterator()
        await clock.sleepers(1)
        clock.advance(by: 0.25)
        #expect(await first.next()?.loadAverage == 2)
        #expect(await second.next()?.loadAverage == 2)
        // Whoever comes later sees the latest at once, and one who asks only once is served by it.
        var late = await monitor.loads(follow: true).makeAsyncIterator()
        #expect(await late.next()?.loadAverage == 2)
        var once = await monitor.loads(follow: false).makeAsyncIterator()
        #expect(await once.next()?.loadAverage == 2)
        #expect(await once.next() == nil)
        await clock.sleepers(1)
        clock.advance(by: 1)
        #expect(await late.next()?.loadAverage == 3)
        #expect(readings.count == 3)
    }

    @Test func nothingIsMeasuredWhenNobodyListens() async throws {
        let monitor = monitor()
        let listener = Task {
            for await _ in await monitor.loads(follow: true) {}
        }
        await clock.sleepers(1)
        #expect(await monitor.isSampling)
        listener.cancel()
        await listener.value
        while await monitor.isSampling { await Task.yield() }
        let before = readings.count
        clock.advance(by: 10)
        #expect(readings.count == before)
    }
}

private final class Counter: Sendable {
    private let value = Mutex(0)

    var count: Int { value.withLock { $0 } }

    func next() -> Int {
        value.withLock { value in
            value += 1
            return value
        }
    }
}
