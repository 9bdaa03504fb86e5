import NIOCore
import NIOPosix

/// The threads of the scoring path, and the templates of the workers that are started on them. One is right for Python
/// workers: a connection and its worker then share a thread, and a request changes hands without waking another.
package struct ScoringLoops: Sendable {
    let group: MultiThreadedEventLoopGroup
    let templates = WorkerTemplates()

    package init(threads: Int = 1) {
        group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, threads))
    }

    func next() -> any EventLoop { group.next() }

    /// Ends the threads. The server and all pools must have stopped.
    package func shutDown() async throws {
        await templates.shutDown()
        try await group.shutdownGracefully()
    }
}
