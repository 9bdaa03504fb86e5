import Domain
import Foundation
import Learning
import LinuxSystem

import Synchronization
import Testing

@testable import Scoring
@testable import Training

/// What is grown is what XGBoost itself answers, in several versions of it.
@Suite(.serialized, .enabled(if: TrainingLibraries.areWanted, "needs PyPI"))
struct XGBoostTrainerTests {
    private struct Case: CustomTestStringConvertible {
        var classes: Int
        var missing = 0.0
        var parameters = TreeParameters()
        var weighted = false
        let testDescription: String

        init(_ name: String, classes: Int, missing: Double = 0, weighted: Bool = false, _ change: (inout TreeParameters) -> Void = { _ in }) {
            (testDescription, self.classes, self.missing, self.weighted) = (name, classes, missing, weighted)
            parameters.rounds = 12
            change(&parameters)
        }
    }

    private static let cases = [
        Case("regression", classes: 0), Case("two classes", classes: 2), Case("five classes", classes: 5),
        Case("regression, missing", classes: 0, missing: 0.3), Case("two classes, missing", classes: 2, missing: 0.3),
        Case("three classes, missing", classes: 3, missing: 0.3), Case("weighted", classes: 2, weighted: true),
        Case("leaves first", classes: 0) { ($0.maximumLeaves, $0.maximumDepth, $0.bins) = (20, 0, 64) },
        Case("random forest", classes: 3) {
            ($0.rounds, $0.treesPerRound, $0.sampleShare, $0.featureShareByNode, $0.learningRate) = (1, 15, 0.7, 0.5, 1)
        },
        Case("boosted forest", classes: 2) { ($0.rounds, $0.treesPerRound, $0.sampleShare, $0.featureShare) = (4, 5, 0.8, 0.8) },
        Case("penalised", classes: 0) {
            ($0.l1, $0.l2, $0.minimumGain, $0.minimumChildWeight, $0.featureShareByLevel) = (0.5, 3, 0.2, 5, 0.6)
        },
        Case("one leaf", classes: 0) { $0.minimumGain = 1e9 },
    ]

    @Test(arguments: cases)
    private func answersAsTheLibrary(_ one: Case) async throws {
        for library in try await TrainingLibraries.installed().xgboost {
            let (features, scores) = Samples.features(3000, 6, missing: one.missing)
            var samples = TreeSamples(features: features, targets: Samples.targets(scores, classes: one.classes), classCount: one.classes)
            if one.weighted { samples.weights = scores.map { $0 > 0 ? 3 : 0.5 } }
            let calls = try XGBoostTrainingCalls(try XGBoostLibrary.at(library))
            let training = try XGBoostTraining(samples, one.parameters, calls)
            let forest = try training.forest(rounds: try training.run { false })
            let groups = one.classes > 2 ? one.classes : 1
            #expect(forest.trees.count == one.parameters.rounds * one.parameters.treesPerRound * groups)
            #expect(forest.bases.count == groups && forest.gains.count == 6)

            let scratch = try Scratch()
            try Data(try training.saved()).write(to: URL(fileURLWithPath: scratch.path + "/model.ubj"))
            let model = try XGBoostModel(file: scratch.path + "/model.ubj", library: library)
            let (others, _) = Samples.features(2000, 6, missing: one.missing, seed: 2)
            let matrix = FeatureMatrix(rows: others.rows, columns: others.columns, values: others.values)
            guard case .float32(let expected) = try model.predict(InferenceRequest(.matrix(matrix)))[0].elements else {
                Issue.record("the answer is no float")
                return
            }
            let given = forest.answers(others).flatMap { one.classes == 2 ? [$0[1]] : $0 }
            let largest = zip(given, expected).reduce(0) { max($0, abs($1.0 - Double($1.1)) / max(1, abs($1.0))) }
            #expect(given.count == expected.count && largest < 1e-6, "\(library): \(largest)")
        }
    }

    /// Among six features it is the first three that matter.
    @Test func tellsWhatFeaturesGain() async throws {
        for library in try await TrainingLibraries.installed().xgboost {
            let trainer = try XGBoostTrainer(library: library)
            let (features, scores) = Samples.features(3000, 6)
            let forest = try trainer.grow(TreeSamples(features: features, targets: scores, classCount: 0), TreeParameters()) { false }
            #expect(forest.gains[..<3].min()! > 3 * forest.gains[3...].max()!, "\(forest.gains)")
            #expect(trainer.title.hasPrefix("XGBoost "))
        }
    }

    @Test(arguments: [0, 2, 3])
    func stopsWhereMoreDoesNotHelp(classes: Int) async throws {
        for library in try await TrainingLibraries.installed().xgboost {
            let trainer = try XGBoostTrainer(library: library)
            let (features, scores) = Samples.features(400, 6)
            let targets = Samples.targets(scores, classes: classes)
            var (parameters, rest) = (TreeParameters(), Array(300..<400))
            (parameters.rounds, parameters.patience, parameters.learningRate) = (300, 4, 0.6)
            rest.reverse()
            let samples = TreeSamples(
                features: features.selecting(Array(0..<300)), targets: Array(targets[..<300]), classCount: classes,
                watched: (features.selecting(rest), rest.map { targets[$0] }))
            let stopped = try trainer.grow(samples, parameters) { false }
            let groups = max(1, classes == 2 ? 1 : classes)
            let rounds = stopped.trees.count / groups
            #expect(rounds > 1 && rounds < 100)

            // The best of all rounds until then, found the slow way.
            func loss(_ forest: TreeForest) -> Double {
                zip(forest.answers(samples.watched!.features), samples.watched!.targets).reduce(0) { sum, pair in
                    sum + (classes == 0 ? (pair.0[0] - pair.1) * (pair.0[0] - pair.1) : -log(max(1e-16, pair.0[Int(pair.1)])))
                }
            }
            (parameters.rounds, parameters.patience) = (rounds + 4, nil)
            let whole = try trainer.grow(samples, parameters) { false }
            #expect(whole.trees.count == (rounds + 4) * groups)
            let losses = (1...rounds + 4).map { count in
                loss(TreeForest(
                    trees: Array(whole.trees.prefix(count * groups)), outputs: Array(whole.outputs.prefix(count * groups)),
                    bases: whole.bases, link: whole.link, gains: whole.gains))
            }
            #expect(losses.firstIndex(of: losses.min()!)! == rounds - 1)
            parameters.rounds = rounds
            #expect(try trainer.grow(samples, parameters) { false } == stopped)
        }
    }

    @Test func isTheSameForASeed() async throws {
        let trainer = try XGBoostTrainer(library: try await TrainingLibraries.installed().xgboost[0])
        let (features, scores) = Samples.features(500, 6)
        let samples = TreeSamples(features: features, targets: scores, classCount: 0)
        func grown(_ seed: UInt64) throws -> TreeForest {
            var parameters = TreeParameters()
            (parameters.rounds, parameters.sampleShare, parameters.seed) = (5, 0.5, seed)
            return try trainer.grow(samples, parameters) { false }
        }
        #expect(try grown(.max) == grown(.max))
        #expect(try grown(.max) != grown(7))
    }

    /// Grown in parts, a random forest can be stopped between them; it answers with the mean of all its trees.
    @Test(arguments: [0, 3])
    func aRandomForestIsGrownInParts(classes: Int) async throws {
        let trainer = try XGBoostTrainer(library: try await TrainingLibraries.installed().xgboost[0])
        let (features, scores) = Samples.features(20_000, 6)
        let samples = TreeSamples(features: features, targets: Samples.targets(scores, classes: classes), classCount: classes)
        let (most, groups) = (XGBoostTrainer.treesBetweenQuestions(samples), max(1, classes))
        #expect(most == 33 / groups)
        var parameters = TreeParameters()
        (parameters.rounds, parameters.learningRate, parameters.sampleShare) = (1, 1, 0.6)
        func forest(_ trees: Int, seed: UInt64, stopAt stop: Int = .max) throws -> TreeForest {
            (parameters.treesPerRound, parameters.seed) = (trees, seed)
            let asked = Counter()
            return try trainer.grow(samples, parameters) { asked.next() >= stop }
        }
        let whole = try forest(most + 4, seed: 5)
        let parts = [try forest(most, seed: 5), try forest(4, seed: 5 + UInt64(most))]
        #expect(whole.trees.count == (most + 4) * groups && whole == TreeForest.mean(of: parts))
        // Sums are linear in the trees, and so is what a regression answers.
        if classes == 0 {
            let asked = features.selecting(Array(0..<50))
            let answers = [whole] + parts
            let given = answers.map { $0.answers(asked).map { $0[0] } }
            for row in 0..<50 {
                let mean = (given[1][row] * Double(most) + given[2][row] * 4) / Double(most + 4)
                #expect(abs(given[0][row] - mean) < 1e-5)
            }
        }
        #expect(throws: CancellationError.self) { try forest(most + 4, seed: 5, stopAt: 2) }
    }

    @Test func stopsWhenItIsCancelled() async throws {
        let trainer = try XGBoostTrainer(library: try await TrainingLibraries.installed().xgboost[0])
        let (features, scores) = Samples.features(200, 6)
        let asked = Counter()
        #expect(throws: CancellationError.self) {
            try trainer.grow(TreeSamples(features: features, targets: scores, classCount: 0), TreeParameters()) { asked.next() == 3 }
        }
        #expect(asked.next() == 4)
    }

    /// OpenMP's threads have the name, the cores and the niceness of the thread that makes them.
    @Test(arguments: [1, 2])
    func itsThreadsAreTheNodes(cores: Int) async throws {
        let trainer = try XGBoostTrainer(library: try await TrainingLibraries.installed().xgboost[0])
        let (features, scores) = Samples.features(5000, 6)
        let given = Array(CPUAffinity.current.cores.suffix(cores))
        let pool = try NodeThreads(name: "node omp-\(cores)", count: 1, cores: CPUAffinity(cores: given), niceness: 3)
        let seen = Mutex<[[Int]: Int]>([:])
        let others = Mutex(0)
        _ = try await pool.run { work in
            var parameters = TreeParameters()
            (parameters.rounds, parameters.threads) = (2, 2)
            return try trainer.grow(TreeSamples(features: features, targets: scores, classCount: 0), parameters) {
                for thread in ThreadUsage.snapshot() where thread.name == "node omp-\(cores)" {
                    seen.withLock { $0[CPUAffinity.of(thread.id).cores, default: 0] += 1 }
                    if thread.niceness != 3 { others.withLock { $0 += 1 } }
                }
                return work.isCancelled
            }
        }
        // The pool's one in the first round, and a second beside it where there is a core for it.
        #expect(seen.withLock { $0.keys.sorted { $0.count < $1.count } } == [given])
        #expect(seen.withLock { $0[given] ?? 0 } >= 2 * given.count)
        #expect(others.withLock { $0 } == 0)
    }

    @Test func whatCannotBeTrainedIsASentence() async throws {
        let trainer = try XGBoostTrainer(library: try await TrainingLibraries.installed().xgboost[0])
        let (features, scores) = Samples.features(20, 3)
        func refusal(_ change: (inout TreeSamples, inout TreeParameters) -> Void) -> String {
            var samples = TreeSamples(features: features, targets: scores, classCount: 0)
            var parameters = TreeParameters()
            change(&samples, &parameters)
            let error = #expect(throws: AtelierError.self) { try trainer.grow(samples, parameters) { false } }
            #expect(error?.code == .invalidArgument)
            return error?.message ?? ""
        }
        #expect(refusal { samples, _ in samples.features[4, 1] = .infinity }.contains("feature 1 of sample 4 is infinite"))
        #expect(refusal { samples, _ in samples.targets[7] = .nan }.contains("target of sample 7 is missing"))
        #expect(refusal { samples, _ in samples.classCount = 2 }.contains("is none of 2 classes"))
        #expect(refusal { samples, _ in samples.classCount = 1 }.contains("all samples are of one class"))
        #expect(refusal { samples, _ in samples.targets.removeLast() }.contains("20 samples and 19 targets"))
        #expect(refusal { samples, _ in samples.weights = [1] }.contains("20 samples and 1 weights"))
        #expect(refusal { samples, _ in samples.features = Matrix(rows: 0, columns: 3); samples.targets = [] }.contains("no samples"))
        #expect(refusal { samples, _ in samples.watched = (Matrix(rows: 1, columns: 2), [1]) }.contains("have 2 features"))
        #expect(refusal { _, parameters in parameters.rounds = 0 }.contains("at least one round"))
        // The same of a forest that would be grown in parts.
        let inParts = refusal { samples, parameters in
            samples.features[4, 1] = .infinity
            (parameters.rounds, parameters.treesPerRound) = (1, XGBoostTrainer.treesBetweenQuestions(samples) + 1)
        }
        #expect(inParts.contains("feature 1 of sample 4 is infinite"))
        let words = refusal { _, parameters in parameters.sampleShare = 7 }
        #expect(words.hasPrefix("XGBoost ") && words.contains("subsample") && !words.contains("\n"))
        #expect(throws: AtelierError.self) { try XGBoostTrainer(library: "/nowhere/libxgboost.so") }
    }
}

final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    /// 1 at first.
    func next() -> Int {
        lock.withLock {
            count += 1
            return count
        }
    }
}

@Suite struct XGBoostFileTests {
    /// Cut off or changed anywhere, a model is read or refused.
    @Test func survivesDamagedFiles() throws {
        let whole = Self.model
        let forest = try XGBoostFile(reading: whole, trees: 9).forest(.logistic, sums: 1, features: 2)
        #expect(forest.trees == [
            DecisionTree(
                features: [1, -1, -1], thresholds: [0.5, 0, 0], yes: [1, -1, -1], no: [2, -1, -1], missingIsYes: [true, false, false],
                values: [0, -1, 2])
        ])
        #expect(forest.gains == [0, 4])
        #expect(abs(forest.bases[0] - -1.0986123) < 1e-6)
        for length in 0..<whole.count { #expect(throws: AtelierError.self) { try XGBoostFile(reading: Array(whole[..<length]), trees: 9) } }
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<3000 {
            var damaged = whole
            damaged[Int.random(in: damaged.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            _ = try? XGBoostFile(reading: damaged, trees: 9)
        }
    }

    /// A tree of three nodes as XGBoost writes it.
    private static let model: [UInt8] = {
        func key(_ name: String) -> [UInt8] { [UInt8(ascii: "L")] + big(Int64(name.utf8.count)) + Array(name.utf8) }
        func big<Word: FixedWidthInteger>(_ word: Word) -> [UInt8] { withUnsafeBytes(of: word.bigEndian) { Array($0) } }
        func text(_ text: String) -> [UInt8] { [UInt8(ascii: "S")] + key(text) }
        func list(_ type: Character, _ count: Int, _ values: [UInt8]) -> [UInt8] {
            Array("[$\(type)#L".utf8) + big(Int64(count)) + values
        }
        func object(_ members: [(String, [UInt8])]) -> [UInt8] {
            [UInt8(ascii: "{")] + members.flatMap { key($0.0) + $0.1 } + [UInt8(ascii: "}")]
        }
        func ints(_ values: [Int32]) -> [UInt8] { list("l", values.count, values.flatMap(big)) }
        func floats(_ values: [Float]) -> [UInt8] { list("d", values.count, values.flatMap { big($0.bitPattern) }) }
        let tree = object([
            ("default_left", list("U", 3, [1, 0, 0])), ("left_children", ints([1, -1, -1])), ("right_children", ints([2, -1, -1])),
            ("loss_changes", floats([4, 0, 0])), ("split_conditions", floats([0.5, -1, 2])), ("split_indices", ints([1, 0, 0])),
            ("tree_param", object([("num_nodes", text("3"))])),
        ])
        let array = { (elements: [UInt8]) in [UInt8(ascii: "[")] + elements + [UInt8(ascii: "]")] }
        return object([
            ("learner", object([
                ("gradient_booster", object([
                    ("model", object([("tree_info", array([UInt8(ascii: "i"), 0])), ("trees", array(tree))])), ("name", text("gbtree")),
                ])),
                ("learner_model_param", object([("base_score", text("[2.5E-1]"))])),
            ])),
            ("version", array([UInt8(ascii: "i"), 3, UInt8(ascii: "i"), 2])),
        ])
    }()
}
