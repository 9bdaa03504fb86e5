import ControlAPI
import Domain
import Foundation
import Testing

@testable import Commands

@Suite struct UndoVerbTests {
    static let event = Event(
        sequence: 42, at: Fixture.time, by: "ann", kind: "endpoint.traffic",
        resource: ResourceReference(kind: "endpoint", name: "iris", workspace: "default"),
        before: ["revision": 1, "traffic": ["blue": 100]], after: ["revision": 2, "traffic": ["green": 100]])

    @Test func whatWasDoneAndHowToDoItAgainIsTold() async {
        let bench = Bench()
        bench.engine.answer("POST /v1/workspaces/default/undo", UndoReport(events: [Self.event], undoing: [57]))
        #expect(await bench.run("undo") == 0)
        #expect(bench.engine.calls.last?.body == "{}")
        #expect(
            bench.console.errors
                == "endpoint iris: traffic: green=100 -> blue=100\nredo it with 'atelier undo --event 57'\n")
        #expect(bench.console.output.contains("42     2026-01-01T00:00:00Z  ann  endpoint.traffic  endpoint/iris"))
        #expect(bench.console.output.contains("traffic: blue=100 -> green=100  57\n"))
    }

    @Test func anEventIsPicked() async {
        let bench = Bench()
        bench.engine.answer("POST /v1/workspaces/lab/undo", UndoReport(events: [Self.event], undoing: [57]))
        #expect(await bench.run("undo", "--event", "42", "-w", "lab", "--query", "[].undone_by", "-o", "tsv") == 0)
        #expect(bench.engine.calls.last?.body == "{\"event\":42}")
        #expect(bench.console.output == "57\n")
    }

    @Test func aListChangesNothing() async {
        let bench = Bench()
        bench.engine.answer("GET /v1/workspaces/default/undo", [UndoReport(events: [Self.event])])
        #expect(await bench.run("undo", "--list", "--by", "ann", "-r", "5", "-o", "json") == 0)
        #expect(bench.engine.calls.last?.line == "GET /v1/workspaces/default/undo?by=ann&limit=5")
        #expect(!bench.engine.calls.contains { $0.line.hasPrefix("POST") })
        #expect(bench.console.output.contains("\"change\": \"traffic: blue=100 -> green=100\""))
        #expect(!bench.console.output.contains("undone_by"))
    }

    @Test func aListWithAnEventIsRefused() async {
        let bench = Bench()
        #expect(await bench.run("undo", "--list", "--event", "42") == 65)
        #expect(bench.console.errors.hasPrefix("error: --list changes nothing, and --event does\n"))
        #expect(bench.engine.calls.isEmpty)
    }

    static let deletion = Event(
        sequence: 42, at: Fixture.time, by: "ann", kind: "model.deleted",
        resource: ResourceReference(kind: "model", name: "iris:1", workspace: "default"), before: ["stage": "Production"])

    @Test func aDeletionThatComesBackIsTold() async {
        let bench = Bench()
        bench.engine.answer(
            "POST /v1/workspaces/default/undo",
            UndoReport(events: [Self.deletion], undoing: [57], remark: "but without its hat"))
        #expect(await bench.run("undo", "-o", "none") == 0)
        #expect(
            bench.console.errors
                == "model iris:1 is back\nbut without its hat\nredo it with 'atelier undo --event 57'\n")
    }

    @Test func aListTellsUntilWhenAndHowMuch() async {
        let bench = Bench()
        let end = Deletion(event: 42, at: Fixture.time).expiresAt
        bench.engine.answer(
            "GET /v1/workspaces/default/undo",
            [UndoReport(events: [Self.deletion], expiresAt: end, size: ByteCount(2048))])
        #expect(await bench.run("undo", "--list") == 0)
        #expect(bench.console.output.contains("deleted  2026-01-08T00:00:00Z  2048"))
    }

    @Test func whatIsForgottenIsAskedForFirst() async {
        let bench = Bench()
        bench.engine.answer(
            "POST /v1/workspaces/default/undo/forget", UndoReport(events: [Self.deletion], size: ByteCount(2048)))
        #expect(await bench.run("undo", "--forget", "42", "57") == 65)
        #expect(bench.engine.calls.isEmpty || !bench.engine.calls.contains { $0.line.hasPrefix("POST") })
        #expect(await bench.run("undo", "--forget", "42", "57", "--yes", "-o", "none") == 0)
        let bodies = bench.engine.calls.filter { $0.line.hasSuffix("/forget") }.map(\.body)
        #expect(bodies == ["{\"event\":42}", "{\"event\":57}"])
        #expect(bench.console.errors.contains("model iris:1 is gone for good, and 2.0 KiB of files\n"))
        #expect(await bench.run("undo", "--forget", "42", "--event", "42", "--yes") == 65)
    }

    @Test func aDeletionSaysHowItComesBack() async {
        let bench = Bench()
        bench.engine.answer(
            "DELETE /v1/workspaces/default/models/iris/versions/1", Deletion(event: 42, at: Fixture.time))
        #expect(await bench.run("model", "delete", "--name", "iris", "--version", "1", "--yes") == 0)
        #expect(bench.console.errors == "'atelier undo --event 42' brings it back until 2026-01-08T00:00:00Z\n")
        #expect(bench.console.output.isEmpty)
    }
}
