import Domain
import Foundation
import Testing

@testable import Engine

/// What can be undone, by value.
@Suite struct UndoPlannerTests {
    static func event(
        _ sequence: Int64, _ kind: String, _ name: String = "a", by person: String = "ann", at seconds: Double? = nil,
        before: JSONValue? = nil, after: JSONValue? = nil
    ) -> Event {
        Event(
            sequence: sequence, at: Date(timeIntervalSince1970: seconds ?? Double(sequence)), by: person, kind: kind,
            resource: ResourceReference(
                kind: String(kind.prefix { $0 != "." }), name: name, workspace: "default"),
            before: before, after: after)
    }

    static func tags(_ tags: JSONValue, _ name: String = "n") -> JSONValue { ["tags": tags, "display_name": .string(name)] }

    @Test func theChangesOfAnEventAreFoundByPath() {
        let event = Self.event(
            1, "job.updated", before: Self.tags(["a": "1", "b": "2"]), after: Self.tags(["a": "1", "b": "3", "c": "4"], "m"))
        #expect(event.changes.map(\.description) == ["display_name: n -> m", "tags.b: 2 -> 3", "tags.c: none -> 4"])
        let traffic = Self.event(
            2, "endpoint.traffic",
            before: ["revision": 1, "traffic": ["blue": 100, "green": 0], "mirror_traffic": [:]],
            after: ["revision": 2, "traffic": ["blue": 90, "green": 10], "mirror_traffic": ["green": 0]])
        #expect(traffic.changes.map(\.description) == ["traffic: blue=100 -> blue=90 green=10"])
        #expect(Self.event(3, "endpoint.updated").changes.isEmpty)
        let drain = Self.event(
            4, "compute.draining", before: ["draining": false, "draining_nodes": []],
            after: ["draining": true, "draining_nodes": ["n0"]])
        #expect(drain.changes.map(\.description) == ["draining: no -> yes", "draining_nodes: none -> n0"])
    }

    @Test func onlyWhatTheEventChangedIsBroughtBack() throws {
        let event = Self.event(
            1, "job.updated", before: Self.tags(["a": "1"]), after: Self.tags(["a": "2", "b": "3"]))
        let now = Self.tags(["a": "2", "b": "3", "later": "x"], "renamed")
        #expect(
            try UndoPlanner.restored(now, undoing: event, later: []) == Self.tags(["a": "1", "later": "x"], "renamed"))
    }

    @Test func whatWasChangedSinceIsRefusedAndNamed() {
        let first = Self.event(7, "job.updated", before: Self.tags(["a": "1"]), after: Self.tags(["a": "2"]))
        let other = Self.event(8, "job.updated", by: "eve", before: Self.tags([:], "n"), after: Self.tags([:], "m"))
        let second = Self.event(9, "job.updated", by: "bob", before: Self.tags(["a": "2"]), after: Self.tags(["a": "3"]))
        #expect {
            try UndoPlanner.restored(Self.tags(["a": "3"], "m"), undoing: first, later: [other, second])
        } throws: { error in
            let error = error as? AtelierError
            return error?.code == .conflict
                && error?.message
                    == "job a was changed since event 7, tags.a: 2 -> 3: bob changed it at 1970-01-01T00:00:09Z (event 9)"
                && error?.hint == "undo that first: 'atelier undo --event 9'"
        }
        #expect { try UndoPlanner.restored(Self.tags(["a": "4"]), undoing: first, later: []) } throws: { error in
            (error as? AtelierError)?.message == "job a was changed since event 7, tags.a: 2 -> 4"
        }
    }

    @Test func aShareOfNothingIsNoDifference() throws {
        let event = Self.event(
            1, "endpoint.traffic", before: ["revision": 1, "traffic": ["blue": 100], "mirror_traffic": [:]],
            after: ["revision": 2, "traffic": ["blue": 0, "green": 100], "mirror_traffic": [:]])
        let restored = try UndoPlanner.restored(
            ["revision": 2, "traffic": ["green": 100], "mirror_traffic": [:]], undoing: event, later: [])
        #expect(restored["traffic"] == ["blue": 100])
    }

    static func move(
        _ sequence: Int64, _ name: String = "m:1", by person: String = "ann", at seconds: Double? = nil, undoes: Int64? = nil
    ) -> Event {
        var after: [String: JSONValue] = ["is_archived": true]
        after["undoes"] = undoes.map { .int($0) }
        return event(
            sequence, "model.archived", name, by: person, at: seconds, before: ["is_archived": false], after: .object(after))
    }

    @Test(arguments: [
        ("nothing", [], []),
        ("the newest first", [move(2), move(1)], [[2], [1]]),
        ("one act of several", [move(3, "m:2", at: 5), move(2, "m:1", at: 5), move(1)], [[3, 2], [1]]),
        ("not two people's", [move(3, "m:2", by: "bob", at: 5), move(2, "m:1", at: 5)], [[3], [2]]),
        ("not two models'", [move(3, "m:2", at: 5), move(2, "n:1", at: 5)], [[3], [2]]),
        ("not twice the same", [move(3, "m:2", at: 5), move(2, "m:2", at: 5)], [[3], [2]]),
        ("what was undone is gone, and so is the undo", [move(3, undoes: 2), move(2), move(1)], [[1]]),
        ("undoing again goes further back", [move(4, undoes: 1), move(3, undoes: 2), move(2), move(1)], []),
        ("what was done again is there", [move(4, undoes: 3), move(3, undoes: 2), move(2), move(1)], [[2], [1]]),
        ("what changed nothing is left out", [event(2, "job.updated", before: tags([:]), after: tags([:])), move(1)], [[1]]),
        ("what does not tell is left out", [event(2, "endpoint.updated"), move(1)], [[1]]),
        ("the engine's doings are left out", [event(2, "job.running", before: [:], after: ["s": 1]), move(1)], [[1]]),
    ] as [(String, [Event], [[Int64]])])
    func actsAreFound(what: String, newestFirst: [Event], acts: [[Int64]]) {
        #expect(UndoPlanner.actions(among: newestFirst).map { $0.map(\.sequence) } == acts, "\(what)")
    }

    @Test(arguments: [
        ("workspace.deleted",
            "event 1 (workspace.deleted of workspace a) cannot be undone: a workspace goes with everything in it, and none "
                + "of it is kept"),
        ("endpoint.deleting",
            "event 1 (endpoint.deleting of endpoint a) cannot be undone: it is only the beginning of a deletion"),
        ("model.forgotten", "event 1 (model.forgotten of model a) cannot be undone: what is forgotten is gone for good"),
        ("job.completed", "event 1 (job.completed of job a) cannot be undone: what a job did is done"),
        ("data.registered", "event 1 (data.registered of data a) cannot be undone: it may be in use"),
        ("workspace.created", "event 1 (workspace.created of workspace a) cannot be undone: it may be in use"),
        ("endpoint.key.regenerated",
            "event 1 (endpoint.key.regenerated of endpoint a) cannot be undone: the old key is not kept"),
        ("compute.stopped", "event 1 (compute.stopped of compute a) cannot be undone: what ran there was cancelled"),
        ("deployment.succeeded",
            "event 1 (deployment.succeeded of deployment a) cannot be undone: it is the deployment's own life"),
        ("compute.node.idle",
            "event 1 (compute.node.idle of compute a) cannot be undone: it is no change that somebody made"),
        ("endpoint.updated", "event 1 (endpoint.updated of endpoint a) does not tell what was there before"),
    ])
    func whatCannotBeUndoneSaysWhy(kind: String, message: String) {
        #expect { try UndoPlanner.check(Self.event(1, kind)) } throws: { error in
            let error = error as? AtelierError
            return error?.code == .unsupported && error?.message == message && error?.hint?.isEmpty == false
        }
    }

    @Test func aDeletionIsAnActAsLongAsItIsKept() {
        let deleted = Self.event(1, "model.deleted", before: ["stage": "x"])
        let back = Self.event(2, "model.undeleted", after: ["undoes": 1])
        let again = Self.event(3, "model.deleted", before: ["stage": "x"], after: ["undoes": 2])
        for (events, kept, acts) in [
            ([deleted], [1], [[1]]), ([deleted], [], []), ([back, deleted], [1], []),
            ([again, back, deleted], [1], [[1]]),
        ] as [([Event], Set<Int64>, [[Int64]])] {
            #expect(UndoPlanner.actions(among: events, kept: kept).map { $0.map(\.sequence) } == acts)
        }
        // What is gone has no fields any more, and none was changed.
        #expect(again.changes.isEmpty)
    }
}
