import Domain
import Foundation
import Runtimes
import Testing

@testable import Engine

/// Jobs compared with earlier ones, with real files.
@Suite struct JobComparisonTests {
    private let workspace = Workspace.defaultName

    private func write(_ text: String, to path: String) throws {
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    private func spec(_ home: RealHome, _ command: String) throws -> JobSpec {
        try write("1,2\n", to: home.root + "/data/wine.csv")
        return JobSpec(
            work: .command(
                CommandWork(
                    command: command, environment: .inline(EnvironmentSpec(image: "ubuntu")),
                    inputs: ["wine": .data(DataInput(location: .local(home.root + "/data"))), "rate": .literal(.double(0.1))],
                    outputs: ["model": JobOutput()])))
    }

    private func verdicts(_ comparison: JobComparison) -> [String: JobAspect.Verdict] {
        Dictionary(uniqueKeysWithValues: comparison.aspects.map { ($0.name, $0.verdict) })
    }

    @Test func aRerunOfTheSameComesOutTheSame() async throws {
        let home = try RealHome()
        let desk = try await home.desk()
        let first = try await desk.submit(
            try spec(home, "cp ${{inputs.wine}}/wine.csv ${{outputs.model}}/m; echo $RANDOM$RANDOM > outputs/seed"),
            in: workspace, by: "anna")
        _ = try await desk.end(of: first.name, in: workspace)
        let again = try await desk.rerun(first.name, in: workspace, by: "anna")
        #expect(try await desk.end(of: again.name, in: workspace).status == .completed)
        let comparison = try await desk.compare(again.name, with: first.name, in: workspace)
        #expect(
            verdicts(comparison) == [
                "environment": .same, "input wine": .same, "output model": .same, "outputs": .differs,
            ])
        #expect(comparison.differences.map(\.note) == ["seed"])
        #expect(comparison.aspects.first { $0.name == "environment" }?.before == "the box's own Python")
    }

    @Test func changedDataIsTold() async throws {
        let home = try RealHome()
        let desk = try await home.desk()
        let first = try await desk.submit(try spec(home, "true"), in: workspace, by: "anna")
        _ = try await desk.end(of: first.name, in: workspace)
        // The same size: only the bytes tell.
        try write("1,3\n", to: home.root + "/data/wine.csv")
        let again = try await desk.rerun(first.name, in: workspace, by: "anna")
        _ = try await desk.end(of: again.name, in: workspace)
        let changed = try await desk.compare(again.name, with: first.name, in: workspace)
        let data = try #require(changed.aspects.first { $0.name == "input wine" })
        #expect(data.verdict == .differs && data.before != data.after)
        #expect(data.note == "\(home.root)/data has changed")
    }

    @Test func whatWaitsIsLookedAtAsItIs() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        let root = scripted.fixture.context.home.root
        try write("1", to: root + "/d/a")
        try await scripted.desk.start()
        let spec = JobSpec(
            work: .command(
                CommandWork(
                    command: "true", code: "/code", environment: .inline(EnvironmentSpec(image: "ubuntu")),
                    inputs: ["d": .data(DataInput(location: .local(root + "/d")))])))
        let first = try await scripted.desk.submit(spec, in: workspace, by: "anna")
        let attempt = await scripted.runtime.next()?.attempt ?? ""
        scripted.runtime.job(attempt)?.end(.exited(.code(0)))
        _ = try await scripted.end(of: first.name)
        try await scripted.computes.create(ComputeSpec.instance(named: "box"), in: workspace, by: "anna")
        _ = try await scripted.desk.stopInstance("box", in: workspace, by: "anna")
        var later = spec
        later.compute = "box"
        var work = try #require(later.work.command)
        work.command = "false"
        work.environmentVariables = ["A": "1"]
        work.inputs["rate"] = .literal(0.5)
        later.work = .command(work)
        let waiting = try await scripted.desk.submit(later, in: workspace, by: "anna")
        let comparison = try await scripted.desk.compare(waiting.name, with: first.name, in: workspace)
        #expect(
            verdicts(comparison) == [
                "code": .same, "environment": .unknown, "input d": .same, "input rate": .differs, "command": .differs,
                "compute": .differs, "variable A": .differs,
            ])
    }

    @Test func changedCodeIsToldByItsFiles() async throws {
        let fixture = try EngineFixture()
        let snapshots = CodeSnapshots(fixture.context)
        let folder = fixture.context.home.root + "/code"
        try write("a", to: folder + "/same.py")
        try write("a", to: folder + "/changed.py")
        try write("a", to: folder + "/gone.py")
        let before = try await snapshots.take(of: folder).hash
        try write("bb", to: folder + "/changed.py")
        try write("a", to: folder + "/new/one.py")
        try FileManager.default.removeItem(atPath: folder + "/gone.py")
        let after = try await snapshots.take(of: folder).hash
        #expect(try await snapshots.changes(from: before, to: after) == ["changed.py", "gone.py", "new/one.py"])
        #expect(try await snapshots.changes(from: after, to: after) == [])
    }

    @Test func metricsAreComparedByTheirLastValues() {
        let aspects = JobDifference.metrics(["acc": 0.9, "loss": 1, "bad": .nan], ["acc": 0.9, "loss": 2, "bad": .nan])
        #expect(aspects.map { "\($0.name) \($0.verdict.rawValue)" } == ["metric acc same", "metric bad same", "metric loss differs"])
    }
}
