package import Domain
import FoundationEssentials
import Runtimes

/// The last lines of a job's log, again whenever they have changed, but not more than twelve times a second: a reader who is
/// slow, or a job that is loud, loses what nobody could have read. A page is made when it is asked for.
package struct JobLogFeed: AsyncSequence, Sendable {
    package typealias Element = LogPage

    let loan: LogLoan
    let query: LogQuery
    let clock: EngineClock
    let writerEnds: (@Sendable () async -> Void)?
    let isFinal: @Sendable () async -> Bool

    /// Between a change and its page, so that what is written together is shown together; and after a page. Both together
    /// are what the unluckiest line waits.
    private static let gathering = Duration.milliseconds(20)
    private static let rest = Duration.milliseconds(60)

    package func makeAsyncIterator() -> Iterator {
        Iterator(feed: self, watch: LogWatch(loan.log.path, until: writerEnds))
    }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let feed: JobLogFeed
        fileprivate let watch: LogWatch
        fileprivate var tail: LogTail
        fileprivate var last: LogPage?
        fileprivate var isOver = false

        fileprivate init(feed: JobLogFeed, watch: LogWatch) {
            self.feed = feed
            self.watch = watch
            tail = LogTail(feed.query)
        }

        package mutating func next() async throws -> LogPage? {
            var isFresh = last == nil
            while !isOver {
                try Task.checkCancellation()
                if !isFresh {
                    if !watch.hasEnded {
                        try await feed.clock.sleep(JobLogFeed.rest)
                        // A log that is being counted goes on all the same.
                        if last?.isCounted == false { await count() } else { try await watch.change() }
                    } else if last?.isCounted == false {
                        try await feed.loan.log.count()
                    }
                    try await feed.clock.sleep(JobLogFeed.gathering)
                }
                isFresh = false
                let hasEnded = watch.hasEnded
                let isFinal = hasEnded ? await feed.isFinal() : false
                let page = try await tail.page(of: feed.loan.log, isComplete: isFinal)
                isOver = hasEnded && page.isCounted
                guard page != last else { continue }
                last = page
                return page
            }
            return nil
        }

        /// Counts on for a moment; what keeps the log from being read, reading it will say.
        private func count() async {
            let (log, clock) = (feed.loan.log, feed.clock)
            await JobDesk.first(of: { try? await log.count() }, { try? await clock.sleep(JobLogFeed.rest) })
        }
    }
}
