import Domain
import FoundationEssentials
import Testing

@testable import Studio

@Suite struct PendingReadsTests {
    private func event(_ sequence: Int64, _ kind: String, _ name: String, in workspace: WorkspaceName = "default") -> Event {
        Event(
            sequence: sequence, at: Date(timeIntervalSince1970: 0), by: "anna", kind: kind,
            resource: ResourceReference(kind: String(kind.prefix { $0 != "." }), name: name, workspace: workspace))
    }

    @Test func aBurstIsReadOnce() {
        let pending = PendingReads()
        pending.add(event(1, "job.waiting", "a"), of: "default")
        pending.add(event(2, "job.waiting", "b"), of: "default")
        pending.add(event(3, "job.waiting", "a"), of: "default")
        let names = pending.take()
        #expect(names.jobs == ["a", "b"] && !names.needsSnapshot)
        #expect(pending.take().jobs.isEmpty)
    }

    @Test func trialsAreReadWithTheSearchThatTookThemAlong() {
        let pending = PendingReads()
        for (kind, isGone) in [("job.deleted", true), ("job.undeleted", false)] {
            let trials: JSONValue = [Event.trialsKey: ["s_0", "s_1"]]
            let event = Event(
                sequence: 1, at: Date(timeIntervalSince1970: 0), by: "anna", kind: kind,
                resource: ResourceReference(kind: "job", name: "s", workspace: "default"), before: isGone ? trials : nil,
                after: isGone ? nil : trials)
            pending.add(event, of: "default")
            #expect(pending.take().jobs == ["s", "s_0", "s_1"])
        }
    }

    @Test func whatTakesANodeChangesTheComputesToo() {
        let pending = PendingReads()
        pending.add(event(1, "job.starting", "a"), of: "default")
        #expect(pending.take().needsSnapshot)
        pending.add(event(2, "endpoint.updated", "e"), of: "default")
        #expect(pending.take().needsSnapshot)
    }

    /// After a break it goes on from here, whatever was read meanwhile.
    @Test func remembersTheLastEventOfAnyWorkspace() {
        let pending = PendingReads()
        #expect(pending.lastEvent == nil)
        pending.add(event(7, "job.waiting", "a", in: "other"), of: "default")
        #expect(pending.take().jobs.isEmpty && pending.lastEvent == 7)
    }
}
