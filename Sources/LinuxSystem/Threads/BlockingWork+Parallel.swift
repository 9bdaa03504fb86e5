extension BlockingWork {
    /// Calls `body` with each number below `count` once, on this thread and on others made for it, as many in all as there are
    /// processors, and returns when all calls are over.
    package static func parallel(_ count: Int, _ body: @Sendable (Int) -> Void) {
        let helpers = min(count, Host.onlineCores) - 1
        guard helpers > 0 else { return (0..<count).forEach(body) }
        withoutActuallyEscaping(body) { body in
            let deal = ParallelDeal(count) { body($0) }
            for _ in 0..<helpers { start { deal.help() } }
            // None of them throws, and nobody cancels them.
            try? deal.finish()
        }
    }
}
