import ControlAPI
import Domain
@testable import Studio
import Testing

/// What the details of a search and of its trials say they were asked.
struct WorkFactsTests {
    private func lines(_ work: JobWork, _ properties: [String: String] = [:]) -> [String] {
        WorkFacts(work, properties: properties).facts.map { "\($0.label): \($0.value)" }
    }

    private static let command = CommandWork(
        command: "python\ntrain.py", environment: .registered(AssetReference(name: "sk", selector: .version("2"))))

    @Test func aSweepTellsItsSpace() {
        let work = SweepWork(
            trial: Self.command,
            searchSpace: [
                "lr": .logUniform(min: -9, max: -2), "depth": .choice([4, 8]), "units": .quantizedUniform(min: 8, max: 64, q: 8),
            ],
            sampling: .random(rule: .sobol, seed: 3, logBase: nil), objective: SweepObjective(goal: .minimize, metric: "loss"),
            earlyTermination: EarlyTermination(policy: .banditFactor(0.1), interval: 2, delay: 5),
            limits: SweepLimits(maxTotalTrials: 30, maxConcurrentTrials: 4, timeout: 3600))
        #expect(
            lines(.sweep(work)) == [
                "objective: minimize loss", "sampling: random by sobol, seed 3", "space: depth: choice of 4, 8",
                "space: lr: loguniform -9 to -2", "space: units: quniform 8 to 64 by 8",
                "ends early: bandit, worse than the best by a factor of 0.1, at every 2 reports after 5",
                "limits: 30 trials, 4 at a time, 1:00:00 in all", "command: python train.py",
            ])
    }

    @Test func anAutomlJobTellsItsTaskAndData() {
        let data = DataInput(location: .asset(AssetReference(name: "churn", selector: .version("3"))))
        let work = AutoMLWork(
            task: .classification, targetColumn: "churned", primaryMetric: "AUC_weighted", isHigherBetter: true, trainingData: data,
            validationShare: 0.2, limits: AutoMLLimits(maxTrials: 24, timeoutMinutes: 60))
        let lines = lines(.automl(work))
        for line in [
            "task: classification", "target: churned", "metric: maximize AUC_weighted", "training: churn:3",
            "validation: 20 % set aside", "limits: 24 trials, 1:00:00 in all",
        ] {
            #expect(lines.contains(line), "\(lines)")
        }
    }

    @Test func aTrialTellsWhatItTries() {
        #expect(
            lines(.trial(TrialWork(number: 3, algorithm: "LightGBM", parameters: ["num_leaves": 31], isScaled: true, timeout: 90))) == [
                "trial: 3", "algorithm: LightGBM", "drawn: num_leaves 31", "features: scaled", "limits: 01:30 at most",
            ])
        #expect(
            lines(.command(Self.command), [JobProperty.hyperparameters: #"{"lr": 0.25, "mode": "fast"}"#])
                == ["drawn: lr 0.25", "drawn: mode fast"])
        #expect(lines(.command(Self.command), [JobProperty.hyperparameters: "no JSON"]).isEmpty)
        #expect(lines(.command(Self.command)).isEmpty)
    }

    /// Parameters of a sweep's trial, and of automl's, are facts that runs are compared by.
    @Test func whatATrialTriesIsAFact() {
        func facts(_ work: JobWork, _ properties: [String: String] = [:]) -> [String] {
            let job = Job(
                name: "t", workspace: "default", spec: JobSpec(properties: properties, work: work), experiment: "e", displayName: "t",
                status: .completed, compute: "local", creation: CreationContext(at: SampleWorld.now, by: "ana"))
            let facts = RunFacts(
                JobDetails(job: job, artifacts: "/a", outputs: [:], metrics: [:], parameters: ["lr": "1e-1"], experimentID: nil))
            return facts.order.filter(\.isParameter).map { "\($0.text)=\(facts.values[$0] ?? "")" }
        }
        #expect(
            facts(.command(Self.command), [JobProperty.hyperparameters: #"{"lr": 0.1, "depth": 4}"#]) == ["depth=4", "lr=1e-1"],
            "what was logged wins")
        #expect(
            facts(.trial(TrialWork(number: 0, algorithm: "KNN", parameters: ["n": 5]))) == ["algorithm=KNN", "lr=1e-1", "n=5"])
    }
}
