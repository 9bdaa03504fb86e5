import Domain
import Testing

@testable import Studio

/// An engine that stops ends every stream, and so does the sample engine as soon as it has told what there is.
@Suite struct SubscriptionKeeperTests {
    private func told(of subscription: Subscription) -> (SubscriptionKeeper, AsyncStream<StudioMessage>) {
        let (messages, continuation) = AsyncStream.makeStream(of: StudioMessage.self)
        let keeper = SubscriptionKeeper(engine: ScriptedEngine(), isReadOnly: true, pause: .zero) {
            continuation.yield($1)
        }
        keeper.want([subscription], in: Workspace.defaultName)
        return (keeper, messages)
    }

    @Test func whatHasNoEndIsBegunAgain() async {
        let (keeper, messages) = told(of: .load)
        var heard = 0
        for await _ in messages {
            heard += 1
            if heard == 3 { break }
        }
        keeper.want([], in: Workspace.defaultName)
        #expect(heard == 3)
    }

    @Test func theLogOfARunningJobIsReadOnAndThatOfOneThatEndedOnce() async throws {
        let engine = ScriptedEngine()
        for job in engine.world.jobs {
            let topic = LogTopic(job: job.name)
            let wasAll = try await Subscription.log(topic, count: 10).listen(
                to: engine, workspace: Workspace.defaultName, isReadOnly: true) { _ in }
            #expect(wasAll == job.status.isFinal, "\(job.name)")
        }
    }
}
