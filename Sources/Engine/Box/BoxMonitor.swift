package import Domain
import FoundationEssentials
import LinuxSystem

/// Measures the box for whoever listens: once for all of them, and not at all when nobody does.
package actor BoxMonitor {
    /// Takes a reading; tests hand in their own.
    typealias Read = @Sendable () async -> BoxReading

    private struct Listener {
        let continuation: AsyncStream<BoxLoad>.Continuation
        let isFollowing: Bool
    }

    private let clock: EngineClock
    private let gpus: GPUProbe
    private let read: Read
    private var listeners: [Int: Listener] = [:]
    private var nextID = 0
    private var sampling: Task<Void, Never>?
    private var latest: BoxLoad?

    package init(context: EngineContext, computes: ComputeFleet) {
        self.init(clock: context.clock) {
            let nodes = await computes.placedNodes()
            let now = context.clock.now()
            let home = context.home
            let reading = try? await BlockingWork.run { BoxReading.ofThisBox(at: now, home: home, nodes: nodes) }
            return reading ?? BoxReading.ofThisBox(at: now, home: home, nodes: [])
        }
    }

    init(clock: EngineClock, gpus: GPUProbe? = nil, read: @escaping Read) {
        self.clock = clock
        self.gpus = gpus ?? GPUProbe(clock: clock)
        self.read = read
    }

    /// A load a second until the consumer stops, the first after a moment; or only that one. A slow consumer misses
    /// some rather than seeing old ones.
    package func loads(follow: Bool) -> AsyncStream<BoxLoad> {
        let (stream, continuation) = AsyncStream.makeStream(of: BoxLoad.self, bufferingPolicy: .bufferingNewest(1))
        let id = nextID
        nextID += 1
        continuation.onTermination = { [weak self] _ in
            Task { await self?.leave(id) }
        }
        if let latest { continuation.yield(latest) }
        guard follow || latest == nil else {
            continuation.finish()
            return stream
        }
        listeners[id] = Listener(continuation: continuation, isFollowing: follow)
        if sampling == nil { sampling = Task { await sample() } }
        return stream
    }

    /// Whether it measures at all.
    var isSampling: Bool { sampling != nil }

    private func sample() async {
        var earlier = await read()
        var pause = Self.firstPause
        while !Task.isCancelled {
            async let accelerators = gpus.loads()
            guard (try? await clock.sleep(pause)) != nil else { return }
            let later = await read()
            let load = BoxLoad(from: earlier, to: later, gpus: await accelerators)
            guard !Task.isCancelled else { return }
            tell(load)
            earlier = later
            pause = Self.pause
        }
    }

    private func tell(_ load: BoxLoad) {
        latest = load
        for (id, listener) in listeners {
            listener.continuation.yield(load)
            if !listener.isFollowing {
                listener.continuation.finish()
                leave(id)
            }
        }
    }

    private func leave(_ id: Int) {
        guard listeners.removeValue(forKey: id) != nil, listeners.isEmpty else { return }
        sampling?.cancel()
        sampling = nil
        latest = nil
    }

    /// Long enough for the ticks of `/proc` to tell something, short enough for a screen that just opened.
    private static let firstPause = Duration.milliseconds(250)
    private static let pause = Duration.seconds(1)
}
