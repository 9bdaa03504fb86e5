import Client
import ControlAPI
import Domain
import Engine
import Foundation
import Testing

@Suite(.serialized) struct ControlDoorTests {
    @Test func tellsHowTheEngineIs() async throws {
        try await OpenDoor.with { door in
            let status = try await door.client.call(EngineRoutes.status)
            #expect(status.jobsRunning == 0)
            #expect(status.trackingURI == door.engine.addresses.trackingURI)
        }
    }

    @Test func anErrorArrivesAsItWasThrown() async throws {
        try await OpenDoor.with { door in
            do {
                _ = try await door.client.call(WorkspaceRoutes.show, ["workspace": "nowhere"])
                Issue.record("a workspace that is not there was shown")
            } catch let error as AtelierError {
                #expect(error.code == .notFound)
                #expect(error.message.contains("nowhere"))
            }
        }
    }

    @Test func eventsSayWhoAndResumeAfterTheLastOneSeen() async throws {
        try await OpenDoor.with { door in
            for name in ["one", "two"] {
                _ = try await door.client.call(
                    WorkspaceRoutes.create, body: WorkspaceSpec(name: WorkspaceName(name)))
            }
            var events: [Event] = []
            try await door.client.events(after: 0, follow: false) { events.append($0) }
            let mine = events.filter { $0.by == "tester" }
            #expect(mine.map(\.resource.name).contains("one") && mine.map(\.resource.name).contains("two"))
            #expect(events.map(\.sequence) == events.map(\.sequence).sorted())
            let last = try #require(events.last)
            var later: [Event] = []
            try await door.client.events(after: last.sequence - 1, follow: false) { later.append($0) }
            #expect(later.map(\.sequence) == [last.sequence])
        }
    }

    @Test func aFollowerHearsWhatComes() async throws {
        struct Heard: Error {}
        try await OpenDoor.with { door in
            var seen: Int64 = 0
            try await door.client.events(after: 0, follow: false) { seen = $0.sequence }
            let before = seen
            async let creation = door.client.call(WorkspaceRoutes.create, body: WorkspaceSpec(name: "later"))
            do {
                try await door.client.events(after: before, follow: true) { event in
                    if event.resource.name == "later" { throw Heard() }
                }
                Issue.record("the stream ended")
            } catch is Heard {}
            _ = try await creation
        }
    }

    @Test func aBodyThatIsNotOneIsRefused() async throws {
        struct Rubbish: Codable, Sendable { var nonsense = true }
        try await OpenDoor.with { door in
            let route = ControlRoute<Rubbish, Workspace>(.post, "/v1/workspaces")
            do {
                _ = try await door.client.call(route, body: Rubbish())
                Issue.record("rubbish was taken")
            } catch let error as AtelierError {
                #expect(error.code == .invalidArgument)
            }
        }
    }

    @Test func aBodyThatIsTooLongIsTold() async throws {
        try await OpenDoor.with { door in
            let text = String(repeating: "x", count: 17 << 20)
            do {
                _ = try await door.client.call(
                    WorkspaceRoutes.create, body: WorkspaceSpec(name: "w", description: text))
                Issue.record("a body of 17 MiB was taken")
            } catch let error as AtelierError {
                #expect(error.message == "the request is longer than 16.0 MiB")
                #expect(error.code == .invalidArgument)
            }
        }
    }

    /// Numbers that no arithmetic could go on from never reach any.
    @Test(arguments: [
        (JobRoutes.logs.path, ["from": "9223372036854775807"]), (JobRoutes.logLines.path, ["count": "9223372036854775807"]),
        (JobRoutes.logLines.path, ["from": "9223372036854775807"]), (JobRoutes.logMap.path, ["rows": "9223372036854775807"]),
        (JobRoutes.file.path, ["path": "artifacts", "from": "9223372036854775807", "count": "9223372036854775807"]),
        (JobRoutes.wait.path, ["seconds": "9223372036854775807"]), (JobRoutes.list.path, ["limit": "9223372036854775807"]),
        (JobRoutes.list.path, ["limit": "-1"]), (JobRoutes.summaries.path, ["limit": "99999999999999999999"]),
        (EngineRoutes.events.path, ["after": "9223372036854775807"]),
    ])
    func aNumberBeyondReckoningIsRefused(path: String, query: [String: String]) async throws {
        try await OpenDoor.with { door in
            let work = CommandWork(command: "true", environment: .inline(EnvironmentSpec(image: "python")))
            _ = try await door.client.call(
                JobRoutes.create, ["workspace": "default"], body: JobSpec(name: "j", work: .command(work)))
            let route = ControlRoute<Nothing, Nothing>(.get, path)
            do {
                try await door.client.stream(route, ["workspace": "default", "job": "j"], query: query) { _ in }
                Issue.record("\(query) was taken")
            } catch let error as AtelierError {
                #expect(error.code == .invalidArgument, "\(error.message)")
                #expect(error.message.contains("is not a value for "))
            }
            #expect(try await door.client.call(EngineRoutes.status).lastEvent > 0)
        }
    }

    /// A job's record may hold any limit: the document has a bound, the wire has none.
    @Test func aTimeLimitBeyondReckoningIsNoneAtAll() async throws {
        try await OpenDoor.with { door in
            let work = CommandWork(
                command: "true", environment: .inline(EnvironmentSpec(image: "python")), timeout: .max)
            let job = try await door.client.call(
                JobRoutes.create, ["workspace": "default"], body: JobSpec(work: .command(work)))
            #expect(try await door.engine.jobs.end(of: job.name, in: "default").status == .completed)
        }
    }

    @Test func aClusterMayIdleForEver() async throws {
        try await OpenDoor.with { door in
            let spec = ComputeSpec(
                name: "cluster", size: "Standard_DS1_v2", minInstances: 0, maxInstances: 1, idleTimeBeforeScaleDown: .max)
            _ = try await door.client.call(ComputeRoutes.create, ["workspace": "default"], body: spec)
            let work = CommandWork(command: "true", environment: .inline(EnvironmentSpec(image: "python")))
            for _ in 0..<2 {
                let job = try await door.client.call(
                    JobRoutes.create, ["workspace": "default"], body: JobSpec(compute: "cluster", work: .command(work)))
                #expect(try await door.engine.jobs.end(of: job.name, in: "default").status == .completed)
            }
        }
    }

    @Test func aJobsLogIsReadToItsEnd() async throws {
        try await OpenDoor.with { door in
            let work = CommandWork(
                command: #"printf 'one\rtwo\n\033[31mred\033[0m\n'"#,
                environment: .inline(EnvironmentSpec(image: "python")))
            let spec = JobSpec(work: .command(work))
            let job = try await door.client.call(JobRoutes.create, ["workspace": "default"], body: spec)
            var raw: [UInt8] = []
            let end = try await door.client.followLog(of: job.name, in: "default", view: .raw) { raw += $0.bytes }
            #expect(String(decoding: raw, as: UTF8.self) == "one\rtwo\n\u{1B}[31mred\u{1B}[0m\n")
            #expect(end == Int64(raw.count))
            var plain: [UInt8] = []
            try await door.client.followLog(of: job.name, in: "default", view: .plain) { plain += $0.bytes }
            #expect(String(decoding: plain, as: UTF8.self) == "two\nred\n")
            var rest: [UInt8] = []
            try await door.client.followLog(of: job.name, in: "default", from: 8, view: .plain) { rest += $0.bytes }
            #expect(String(decoding: rest, as: UTF8.self) == "red\n")
        }
    }
}
