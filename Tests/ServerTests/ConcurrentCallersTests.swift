import Client
import ControlAPI
import Domain
import Engine
import Foundation
import Testing

/// Two people's commands at the same moment, and twelve's: each gets what is right, or one sentence.
@Suite(.serialized) struct ConcurrentCallersTests {
    private static let callers = 12

    /// What all the callers got at once, successes first.
    private func together<Value: Sendable>(
        _ body: @escaping @Sendable (Int) async throws -> Value
    ) async -> (values: [Value], errors: [AtelierError]) {
        await withTaskGroup(of: Result<Value, any Error>.self) { group in
            for caller in 0..<Self.callers {
                group.addTask {
                    do {
                        return .success(try await body(caller))
                    } catch {
                        return .failure(error)
                    }
                }
            }
            return await group.reduce(into: (values: [Value](), errors: [AtelierError]())) { all, result in
                switch result {
                case .success(let value): all.values.append(value)
                case .failure(let error as AtelierError): all.errors.append(error)
                case .failure(let error): Issue.record("\(error)")
                }
            }
        }
    }

    private let place = ["workspace": "default"]

    @Test func oneOfThoseWhoNameTheSameWins() async throws {
        try await OpenDoor.with { [place] door in
            let bench = CommandBench(door)
            let file = try bench.write("w", to: "weights")
            // Who registers the same is given it.
            let same = await together { _ in
                try await door.client.call(
                    ModelRoutes.create, place, body: ModelSpec(name: "m", version: "7", location: .local(file)))
            }
            #expect(same.values.map(\.version) == Array(repeating: "7", count: Self.callers))
            let files = try (0..<Self.callers).map { try bench.write("\($0)", to: "weights-\($0)") }
            let others = await together { caller in
                try await door.client.call(
                    ModelRoutes.create, place, body: ModelSpec(name: "m", version: "8", location: .local(files[caller])))
            }
            #expect(others.values.map(\.version) == ["8"])
            #expect(others.errors.map(\.code) == Array(repeating: .alreadyExists, count: Self.callers - 1))
            let jobs = await together { _ in
                try await door.client.call(JobRoutes.create, place, body: Self.job("same", "true"))
            }
            #expect(jobs.values.map(\.name) == ["same"])
            #expect(jobs.errors.allSatisfy { $0.code == .alreadyExists && $0.message == "a job named 'same' exists already" })
            let endpoints = await together { _ in
                try await door.client.call(EndpointRoutes.create, place, body: OnlineEndpointSpec(name: "iris"))
            }
            #expect(endpoints.values.count == 1)
            #expect(endpoints.errors.map(\.code) == Array(repeating: .alreadyExists, count: Self.callers - 1))
        }
    }

    @Test func versionsThatAreLeftOutAreDistinctWithoutAGap() async throws {
        try await OpenDoor.with { [place] door in
            let bench = CommandBench(door)
            let file = try bench.write("w", to: "weights")
            let models = await together { _ in
                try await door.client.call(ModelRoutes.create, place, body: ModelSpec(name: "m", location: .local(file)))
            }
            #expect(Set(models.values.map(\.version)) == Set((1...Self.callers).map(String.init)))
            let data = await together { _ in
                try await door.client.call(
                    DataRoutes.create, place, body: DataSpec(name: "d", type: .uriFile, location: .local(file)))
            }
            #expect(Set(data.values.map(\.version)) == Set((1...Self.callers).map(String.init)))
            let environments = await together { _ in
                try await door.client.call(EnvironmentRoutes.create, place, body: EnvironmentSpec(name: "e", image: "python"))
            }
            #expect(Set(environments.values.map(\.version)) == Set((1...Self.callers).map(String.init)))
            #expect(models.errors.isEmpty && data.errors.isEmpty && environments.errors.isEmpty)
        }
    }

    /// Each change is whole: the one that stands is somebody's, and the journal has them all, one after the other.
    @Test func changesOfTheSameFollowOneAnother() async throws {
        try await OpenDoor.with { [place] door in
            let path = place.merging(["job": "j"]) { _, new in new }
            _ = try await door.client.call(JobRoutes.create, place, body: Self.job("j", "true"))
            _ = try await door.engine.jobs.end(of: "j", in: "default")
            let changes = await together { caller in
                try await door.client.call(
                    JobRoutes.update, path,
                    body: JobEdit(displayName: "by \(caller)", description: "by \(caller)", tags: ["by": "\(caller)"]))
            }
            #expect(changes.errors.isEmpty)
            let job = try await door.client.call(JobRoutes.show, path).job
            let winner = try #require(job.spec.tags["by"])
            #expect(job.displayName == "by \(winner)" && job.spec.description == "by \(winner)")
            var events: [Event] = []
            try await door.client.events(after: 0, follow: false) { if $0.kind == "job.updated" { events.append($0) } }
            #expect(events.count == Self.callers)
            for (earlier, later) in zip(events, events.dropFirst()) { #expect(earlier.after == later.before) }
            #expect(events.last?.after?["display_name"]?.stringValue == job.displayName)
        }
    }

    @Test func trafficIsAlwaysSomebodysWhole() async throws {
        try await OpenDoor.with { [place] door in
            _ = try await door.client.call(EndpointRoutes.create, place, body: OnlineEndpointSpec(name: "iris"))
            let path = place.merging(["endpoint": "iris"]) { _, new in new }
            let changes = await together { caller in
                try await door.client.call(
                    EndpointRoutes.update, path, body: EndpointChange(description: "by \(caller)", tags: ["by": "\(caller)"]))
            }
            #expect(changes.errors.isEmpty)
            let endpoint = try await door.client.call(EndpointRoutes.show, path).endpoint
            #expect(endpoint.description == "by \(endpoint.tags["by"] ?? "nobody")")
        }
    }

    /// Whoever comes after the deletion is told that there is none; nobody brings it back.
    @Test func aDeletionAndChangesAtOnce() async throws {
        try await OpenDoor.with { [place] door in
            let bench = CommandBench(door)
            let file = try bench.write("w", to: "weights")
            _ = try await door.client.call(ModelRoutes.create, place, body: ModelSpec(name: "m", location: .local(file)))
            let path = place.merging(["model": "m", "version": "1"]) { _, new in new }
            let outcome = await together { caller in
                if caller % 3 == 0 {
                    _ = try await door.client.call(ModelRoutes.delete, path)
                } else {
                    _ = try await door.client.call(ModelRoutes.update, path, body: AssetEdit(tags: ["by": "\(caller)"]))
                }
            }
            #expect(outcome.errors.allSatisfy { $0.code == .notFound })
            #expect(outcome.errors.count >= Self.callers / 3 - 1)
            #expect(await bench.run("model", "show", "--name", "m", "--version", "1").code == 3)
            #expect(await bench.run("model", "list", "--query", "length(@)").output == "0\n")
        }
    }

    /// A workspace goes while jobs come: what was taken in first keeps it, and what comes later finds none.
    @Test func aWorkspaceIsDeletedWhileJobsAreCreated() async throws {
        try await OpenDoor.with { door in
            for round in 0..<4 {
                let name = "lab\(round)"
                _ = try await door.client.call(WorkspaceRoutes.create, body: WorkspaceSpec(name: WorkspaceName(name)))
                let outcome = await together { caller in
                    if caller == 5 {
                        _ = try await door.client.call(WorkspaceRoutes.delete, ["workspace": name])
                    } else {
                        _ = try await door.client.call(
                            JobRoutes.create, ["workspace": name], body: Self.job(JobName("r\(round)c\(caller)"), "true"))
                    }
                }
                #expect(outcome.errors.allSatisfy { [.notFound, .invalidState].contains($0.code) }, "\(outcome.errors)")
                var isThere = true
                do {
                    _ = try await door.client.call(WorkspaceRoutes.show, ["workspace": name])
                } catch let error as AtelierError where error.code == .notFound {
                    isThere = false
                }
                guard isThere else { continue }
                // Then every job that was taken in is there, and comes to its end.
                for job in try await door.client.call(JobRoutes.list, ["workspace": name]) {
                    #expect(try await door.engine.jobs.end(of: job.name, in: job.workspace).status == .completed)
                }
            }
        }
    }

    private static func job(_ name: JobName, _ command: String) -> JobSpec {
        JobSpec(
            name: name,
            work: .command(CommandWork(command: command, environment: .inline(EnvironmentSpec(image: "python")))))
    }
}
