import Domain
import FoundationEssentials

/// Two searches that are under way when somebody opens the world.
extension DemoWorld {
    mutating func beginSearches() {
        var luck = DemoRandom(seed, for: "searches")
        let table = DataInput(
            type: .mltable, location: .asset(AssetReference(name: DemoStory.churn.dataset, selector: .version("1"))))
        begin(
            "churn automl", "ben", NameGenerator.jobName(using: &luck), nodes: [4, 5],
            .automl(
                AutoMLWork(
                    task: .classification, targetColumn: "churned", primaryMetric: "AUC_weighted", isHigherBetter: true,
                    trainingData: table, foldCount: 5,
                    limits: AutoMLLimits(maxTrials: 24, maxConcurrentTrials: 2, timeoutMinutes: 60, trialTimeoutMinutes: 10))),
            notes: [
                "7,032 rows and 20 columns; 11 rows without a value in 'churned' were left out",
                "'customer_id' has another value in each row and was left out",
                "two classes, 73.4 % 'no' and 26.6 % 'yes': scores are weighted by class",
                "16 columns are categories, 3 are numbers; 'contract' and 'payment' are encoded one-hot",
            ]) { search in search.limit }
        begin(
            "churn sweep", "ana", NameGenerator.jobName(using: &luck), nodes: [6, 7],
            .sweep(
                SweepWork(
                    trial: CommandWork(
                        command: "python train.py --data ${{inputs.data}} --depth ${{search_space.depth}} "
                            + "--eta ${{search_space.learning_rate}} --subsample ${{search_space.subsample}}",
                        code: "/home/ana/churn",
                        environment: .registered(AssetReference(name: "churn-training", selector: .version("2"))),
                        inputs: ["data": .data(DataInput(type: .uriFile, location: table.location))],
                        outputs: ["model": JobOutput(type: .mlflowModel)]),
                    searchSpace: [
                        "learning_rate": .logUniform(min: -9.2, max: -0.7), "depth": .choice([4, 6, 8, 10]),
                        "subsample": .uniform(min: 0.5, max: 1),
                    ],
                    sampling: .random(rule: .sobol, seed: 7, logBase: nil),
                    objective: SweepObjective(goal: .maximize, metric: "auc"),
                    earlyTermination: EarlyTermination(policy: .banditFactor(0.05), interval: 1, delay: 10),
                    limits: SweepLimits(maxTotalTrials: 30, maxConcurrentTrials: 2, timeout: 7200))),
            notes: []) { _ in 21 }
        jobs.sort { $0.job.creation.createdAt > $1.job.creation.createdAt }
    }

    /// With so many trials begun that the last two run now, one after the other on two nodes.
    private mutating func begin(
        _ title: String, _ person: String, _ name: JobName, nodes: [Int], _ work: JobWork, notes: [String],
        begun: (DemoSearch) -> Int
    ) {
        let random = DemoRandom(seed, for: name.rawValue)
        var search = DemoSearch(job: name, work: work, random: random, deadline: nil, notes: notes)
        // The course, in seconds from the first trial on.
        var free = [0.0, 7.0]
        var course: [(node: Int, start: Double, end: Double)] = []
        for number in 0..<begun(search) {
            let (plan, slot) = (search.plan(number), free[0] <= free[1] ? 0 : 1)
            let isPoor = search.kind == .sweep && plan.quality < DemoSearch.poor
            let length = plan.duration * (isPoor ? DemoSearch.judgement : 1)
            course.append((nodes[slot], free[slot], free[slot] + length))
            free[slot] += length + 9
        }
        // A moment when the last two run.
        let lastStarts = course.suffix(2).map(\.start)
        let start = now.addingTimeInterval(-(lastStarts.max() ?? 0) - 31)
        var parent = parent(title, person, search, at: start.addingTimeInterval(-14))
        let limit = Double(work.timeout ?? 3600)
        let deadline = parent.job.startedAt?.addingTimeInterval(limit)
        search = DemoSearch(job: name, work: work, random: random, deadline: deadline, notes: notes)
        for (number, part) in course.enumerated() {
            var trial = trial(number, of: search, under: parent.job, at: start.addingTimeInterval(part.start - 5))
            let (began, ends) = (start.addingTimeInterval(part.start), start.addingTimeInterval(part.end))
            run(&trial, from: began, to: ends, on: part.node, of: search)
            search.trials.append(trial.name)
            search.scores[trial.name] = trial.job.status.isFinal ? score(of: trial, in: search) : nil
            jobs.append(trial)
        }
        parent.since = start
        jobs.append(parent)
        searches.append(search)
    }

    private func parent(_ title: String, _ person: String, _ search: DemoSearch, at time: Date) -> DemoJob {
        let spec = JobSpec(
            name: search.job, displayName: title, experimentName: DemoStory.churn.experiment, compute: Compute.localName,
            work: search.work)
        var job = Job(
            name: search.job, workspace: workspace, spec: spec, experiment: DemoStory.churn.experiment, displayName: title,
            status: .running, compute: Compute.localName,
            code: search.work.code.map { _ in ContentHash(rawValue: search.random.digits(64)) },
            creation: CreationContext(at: time, by: person))
        job.startedAt = time.addingTimeInterval(2)
        job.attempt = 1
        return DemoJob(search: job, random: search.random, since: time)
    }

    /// As it is now: over, or at it.
    private mutating func run(_ trial: inout DemoJob, from start: Date, to end: Date, on node: Int, of search: DemoSearch) {
        trial.job.startedAt = start
        trial.job.attempt = 1
        trial.job.node = NodeName("node-\(node)")
        guard end > now, let place = computes.firstIndex(where: { $0.name == trial.job.compute }) else {
            let isPoor = search.kind == .sweep && trial.luck < DemoSearch.poor
            trial.job.status = isPoor ? .canceled : .completed
            trial.job.reason = isPoor ? search.verdict : nil
            trial.job.exitCode = isPoor ? nil : 0
            trial.job.endedAt = end
            trial.since = end
            return
        }
        trial.job.status = .running
        trial.since = start
        computes[place].nodes[node].state = .running
        computes[place].nodes[node].job = trial.name
        computes[place].nodes[node].since = start
    }
}
