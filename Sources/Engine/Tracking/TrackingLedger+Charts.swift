package import Domain

extension TrackingLedger {
    /// The metrics of a run, each thinned to at most `limit` points, a metric an element.
    ///
    /// - Parameters:
    ///   - keys: only these; nil for all.
    ///   - steps: only these, which nothing follows; nil for all.
    ///   - ended: with it the points logged from now on follow until it returns, at most ten times a second. Woken by
    ///     the commits of what is logged.
    package func charts(
        of run: RunID, keys: Set<String>? = nil, steps: ClosedRange<Int64>? = nil, limit: Int,
        until ended: (@Sendable () async -> Void)? = nil
    ) -> AsyncThrowingStream<[MetricSeries], any Error> {
        let chart = MetricChart(
            context: context, run: run, keys: keys, steps: steps, limit: limit,
            hints: steps == nil ? ended.map { hints(of: run, until: $0) } : nil)
        return AsyncThrowingStream { try await chart.next() }
    }

    /// Something each time that something is logged to the run, until `ended` returns.
    private func hints(of run: RunID, until ended: @escaping @Sendable () async -> Void) -> AsyncStream<Void> {
        let (hints, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let changes = feed.changes()
        let watch = Task {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { for await changed in changes where changed.contains(run) { continuation.yield() } }
                group.addTask { await ended() }
                await group.next()
                group.cancelAll()
            }
            continuation.finish()
        }
        continuation.onTermination = { _ in watch.cancel() }
        return hints
    }
}
