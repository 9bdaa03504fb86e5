import Documents
import Domain
import Testing

@Suite struct SweepJobDocumentTests {
    private static let head = """
        type: sweep
        trial:
          command: python train.py ${{search_space.x}} ${{inputs.n}}
          environment: azureml:sklearn@latest
        inputs: {n: 3}
        objective: {goal: Maximize, primary_metric: accuracy}

        """

    private func sweep(_ more: String, overrides: [String] = []) throws -> SweepWork {
        let spec = try JobDocument.read(text: Self.head + more, file: "/tmp/somewhere/sweep.yml", overrides: overrides).value
        guard case .sweep(let work) = spec.work else { throw AtelierError(.internal, "not a sweep") }
        return work
    }

    private func sweep(of distribution: String) throws -> SearchDistribution? {
        try sweep("search_space: {x: \(distribution)}\nlimits: {max_total_trials: 2}\n").searchSpace["x"]
    }

    @Test func readsWhatASweepSays() throws {
        let folder = try Folder(["sweep.yml": Self.head + """
            search_space: {x: {type: choice, values: [1, two, 0.5, {x: 3, depth: 4}]}}
            sampling_algorithm: {type: random, seed: 7, rule: sobol, logbase: 10}
            early_termination: {type: median_stopping, evaluation_interval: 2, delay_evaluation: 5}
            limits: {max_total_trials: 20, max_concurrent_trials: 4, timeout: 7200, trial_timeout: 600}
            outputs: {model: {type: mlflow_model}}
            compute: azureml:cpu
            queue_settings: {job_tier: spot}
            resources: {instance_type: Standard_DS3_v2}
            tags: {team: a}

            """])
        let parsed = try JobDocument.read(file: folder.path + "/sweep.yml")
        #expect(parsed.warnings.isEmpty)
        let spec = parsed.value
        guard case .sweep(let work) = spec.work else {
            Issue.record("not a sweep")
            return
        }
        #expect(work.trial.command == "python train.py ${{search_space.x}} ${{inputs.n}}")
        #expect(work.trial.inputs == ["n": .literal(3)])
        #expect(work.trial.outputs["model"]?.type == .mlflowModel)
        #expect(work.trial.resources.instanceType == "Standard_DS3_v2")
        #expect(work.searchSpace == ["x": .choice([1, "two", 0.5, ["x": 3, "depth": 4]])])
        #expect(work.sampling == .random(rule: .sobol, seed: 7, logBase: 10))
        #expect(work.objective == SweepObjective(goal: .maximize, metric: "accuracy"))
        #expect(work.earlyTermination == EarlyTermination(policy: .medianStopping, interval: 2, delay: 5))
        #expect(
            work.limits == SweepLimits(maxTotalTrials: 20, maxConcurrentTrials: 4, timeout: 7200, trialTimeout: 600))
        #expect(spec.compute == "cpu" && spec.tags == ["team": "a"] && spec.queue?.tier == .spot)
        #expect(spec.experimentName == folder.path.split(separator: "/").last.map(String.init))
    }

    @Test(arguments: [
        ("{type: choice, values: [yes, '1', 1.5]}", .choice([true, "1", 1.5])),
        ("{type: randint, upper: 8}", .randint(upper: 8)),
        ("{type: uniform, min_value: 1e-4, max_value: 1}", .uniform(min: 0.0001, max: 1)),
        ("{type: loguniform, min_value: -6, max_value: -1}", .logUniform(min: -6, max: -1)),
        ("{type: quniform, min_value: 1, max_value: 9, q: 2}", .quantizedUniform(min: 1, max: 9, q: 2)),
        ("{type: QLogUniform, min_value: 0, max_value: 3, q: 1}", .quantizedLogUniform(min: 0, max: 3, q: 1)),
        ("{type: normal, mu: 0, sigma: 1.5}", .normal(mu: 0, sigma: 1.5)),
        ("{type: lognormal, mu: 0, sigma: 1}", .logNormal(mu: 0, sigma: 1)),
        ("{type: qnormal, mu: 5, sigma: 1, q: 0.5}", .quantizedNormal(mu: 5, sigma: 1, q: 0.5)),
        ("{type: qlognormal, mu: 0, sigma: 1, q: 0.5}", .quantizedLogNormal(mu: 0, sigma: 1, q: 0.5)),
    ] as [(String, SearchDistribution)])
    func readsEveryDistribution(text: String, distribution: SearchDistribution) throws {
        #expect(try sweep(of: text) == distribution)
    }

    @Test(arguments: [
        ("", .random(rule: .random, seed: nil, logBase: nil)), ("sampling_algorithm: Grid", .grid),
        ("sampling_algorithm: {type: bayesian}", .bayesian),
        ("sampling_algorithm: {type: random, logbase: e}", .random(rule: .random, seed: nil, logBase: nil)),
    ] as [(String, SweepSampling)])
    func readsHowParametersAreDrawn(line: String, sampling: SweepSampling) throws {
        let rest = "search_space: {x: {type: choice, values: [1]}}\nlimits: {max_total_trials: 2}\n"
        #expect(try sweep(rest + line).sampling == sampling)
    }

    @Test(arguments: [
        ("{type: bandit, slack_factor: 0.1}", .banditFactor(0.1)), ("{type: Bandit, slack_amount: 2}", .banditAmount(2)),
        ("{type: MedianStopping}", .medianStopping),
        ("{type: truncation_selection, truncation_percentage: 20}", .truncation(percentage: 20)),
    ] as [(String, EarlyTermination.Policy)])
    func readsWhatEndsATrialEarly(text: String, policy: EarlyTermination.Policy) throws {
        let rest = "search_space: {x: {type: choice, values: [1]}}\nlimits: {max_total_trials: 2}\n"
        #expect(try sweep(rest + "early_termination: \(text)").earlyTermination == EarlyTermination(policy: policy))
    }

    @Test func overridesReachIntoTheSearchSpace() throws {
        let rest = "search_space: {x: {type: randint, upper: 8}}\nlimits: {max_total_trials: 2}\n"
        let work = try sweep(rest, overrides: ["search_space.x.upper=9", "limits.max_total_trials=3"])
        #expect(work.searchSpace["x"] == .randint(upper: 9) && work.limits.maxTotalTrials == 3)
    }

    @Test func aSweepWithoutATypeIsKnownBySchemaOrTrial() {
        let schema = "$schema: https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json\n"
        for text in [schema, "trial: {}\n"] {
            let told = lines { _ = try JobDocument.read(text: text, file: "j.yml") }
            #expect(told.contains("j.yml:1:1: error: field \"type\" of a sweep job is missing"), "\(told)")
        }
        #expect(
            lines { _ = try CommandJobDocument.read(text: "type: sweep\n", file: "j.yml") }
                == ["j.yml:1:7: error: this describes a sweep job, not a command job"])
        #expect(
            lines { _ = try JobDocument.read(text: "type: sweeep\n" + job(), file: "j.yml") }
                == ["j.yml:1:7: error: \"sweeep\" is not a value of \"type\", did you mean \"sweep\"?"])
        #expect(lines { _ = try JobDocument.read(text: "- 1\n", file: "j.yml") }.count == 1)
    }

    /// What the engine would refuse is told with its place before it is asked.
    @Test func theRulesAreThoseOfTheEngine() {
        #expect(SweepSampling.grid.problem(with: .randint(upper: 3)) != nil)
        #expect(SweepSampling.grid.problem(with: .choice([1])) == nil)
        #expect(SweepSampling.bayesian.problem(with: .quantizedUniform(min: 0, max: 1, q: 1)) == nil)
        #expect(SweepSampling.bayesian.problem(with: .normal(mu: 0, sigma: 1)) != nil)
        #expect(SearchDistribution.uniform(min: 1, max: 1).problem?.field == "min_value")
        #expect(SearchDistribution.quantizedNormal(mu: 0, sigma: 1, q: 0).problem?.field == "q")
    }
}
