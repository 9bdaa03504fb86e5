package import Domain
import FoundationEssentials
import Runtimes

/// The last lines of a job's log, again whenever they have changed, but not more than thirty times a second: a reader
/// who is slow, or a job that is loud, loses what nobody could have read. A page is made when it is asked for.
package struct JobLogFeed: AsyncSequence, Sendable {
    package typealias Element = LogPage

    let loan: LogLoan
    let query: LogQuery
    let clock: EngineClock
    let writerEnds: (@Sendable () async -> Void)?
    let isFinal: @Sendable () async -> Bool

    private static let interval = Duration.milliseconds(34)

    package func makeAsyncIterator() -> Iterator {
        Iterator(feed: self, watch: LogWatch(loan.log.path, until: writerEnds))
    }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let feed: JobLogFeed
        fileprivate let watch: LogWatch
        fileprivate var last: LogPage?
        fileprivate var isOver = false

        fileprivate init(feed: JobLogFeed, watch: LogWatch) {
            self.feed = feed
            self.watch = watch
        }

        package mutating func next() async throws -> LogPage? {
            var isFresh = last == nil
            while !isOver {
                try Task.checkCancellation()
                if !isFresh {
                    if last?.isCounted == false {
                        try await feed.loan.log.count()
                    } else if !watch.hasEnded {
                        try await watch.change()
                    }
                    try await feed.clock.sleep(JobLogFeed.interval)
                }
                isFresh = false
                let hasEnded = watch.hasEnded
                let isFinal = hasEnded ? await feed.isFinal() : false
                let page = try await feed.loan.log.page(feed.query, isComplete: isFinal)
                isOver = hasEnded && page.isCounted
                guard page != last else { continue }
                last = page
                return page
            }
            return nil
        }
    }
}
