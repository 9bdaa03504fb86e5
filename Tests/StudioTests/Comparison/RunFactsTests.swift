import ControlAPI
import Domain
@testable import Studio
import Testing

/// What runs were run with, and where they differ.
struct RunFactsTests {
    private static func details(
        _ inputs: [String: JobInput] = [:], logged: [String: String] = [:], code: String? = nil,
        properties: [String: String] = [:]
    ) -> JobDetails {
        let work = CommandWork(
            command: "python\ntrain.py",
            environment: .registered(AssetReference(name: "sk", selector: .version("2"))), inputs: inputs)
        let job = Job(
            name: "j", workspace: "default", spec: JobSpec(properties: properties, work: .command(work)), experiment: "e",
            displayName: "j", status: .completed, compute: "local", code: code.map { ContentHash(rawValue: $0) },
            creation: CreationContext(at: SampleWorld.now, by: "ana"))
        return JobDetails(job: job, artifacts: "/a", outputs: [:], metrics: [:], parameters: logged, experimentID: nil)
    }

    private static func text(_ facts: RunFacts) -> [String] {
        facts.order.map { "\($0.text)=\(facts.values[$0] ?? "")" }
    }

    @Test func parametersComeFirstAndWhatWasLoggedWins() {
        let facts = RunFacts(
            Self.details(
                [
                    "lr": .literal(.double(0.5)), "mode": .literal("fast"),
                    "data": .data(DataInput(location: .asset(AssetReference(name: "iris", selector: .version("3"))))),
                ], logged: ["lr": "5e-1", "batch": "64"], code: "0123456789",
                properties: ["mlflow.source.git.commit": "abcdef0123"]))
        #expect(
            Self.text(facts) == [
                "batch=64", "lr=5e-1", "mode=fast", "data data=iris:3", "git=abcdef0", "code=0123456", "environment=sk:2",
                "compute=local", "command=python train.py",
            ])
        #expect(facts.source == "abcdef0")
        #expect(facts.data == "iris:3")
        #expect(RunFacts(Self.details(code: "0123456789")).source == "0123456")
    }

    @Test func onlyWhatIsNotTheSameEverywhereDiffers() {
        let facts = [["lr": "1", "seed": "7"], ["lr": "2", "seed": "7", "warmup": "5"]].map {
            RunFacts(Self.details(logged: $0))
        }
        let differences = RunDifferences(facts)
        #expect(differences.differing.map(\.name.text) == ["lr", "warmup"])
        #expect(differences.differing.map(\.values) == [["1", "2"], [nil, "5"]])
        #expect(differences.rows.map(\.name.text) == ["lr", "seed", "warmup", "environment", "compute", "command"])
        #expect(RunDifferences([facts[0]]).differing.isEmpty)
        #expect(RunDifferences([]).rows.isEmpty)
    }
}
