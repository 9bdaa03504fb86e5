import Domain
import Glibc
import Learning

/// A model as XGBoost saves it, as far as its trees are concerned.
struct XGBoostFile {
    private typealias Reader = BinaryJSONReader
    private typealias Damaged = BinaryJSONReader.Damaged

    /// Enough of them to be the first so many rounds'.
    private(set) var trees: [DecisionTree] = []
    /// The class that each tree is for.
    private(set) var outputs: [Int32] = []
    /// What was gained where a tree splits, a list a tree.
    private var gains: [[Float]] = []
    /// One, or one a class: a probability for logistic objectives, else a sum.
    private(set) var baseScores: [Float] = []

    /// Reads the bytes that `XGBoosterSaveModelToBuffer` gave as `ubj`, but only the first so many trees.
    init(reading bytes: [UInt8], trees limit: Int) throws(AtelierError) {
        var file = XGBoostFile()
        let isWhole = bytes.withUnsafeBytes { bytes in
            do throws(Damaged) {
                var reader = Reader(bytes)
                try reader.members { (reader: inout Reader, name) throws(Damaged) in
                    name == "learner" ? try file.readLearner(&reader, limit) : try reader.skip()
                }
                return true
            } catch {
                return false
            }
        }
        file.outputs = Array(file.outputs.prefix(file.trees.count))
        guard isWhole, !file.trees.isEmpty, !file.baseScores.isEmpty, file.outputs.count == file.trees.count else {
            throw AtelierError(
                .internal, "the model that XGBoost trained cannot be read",
                hint: "install another version with 'atelier runtime install xgboost --version VERSION'")
        }
        self = file
    }

    private init() {}

    /// `sums` is how many numbers a row has before the link: a class each where there are more than two.
    func forest(_ link: TreeForest.Link, sums: Int, features: Int) -> TreeForest {
        var total = [Double](repeating: 0, count: features)
        for (tree, gains) in zip(trees, gains) {
            for (feature, gain) in zip(tree.features, gains) where feature >= 0 && Int(feature) < features {
                total[Int(feature)] += Double(gain)
            }
        }
        var bases = baseScores.count == sums ? baseScores : Array(repeating: baseScores[0], count: sums)
        if link == .logistic { bases = bases.map { -logf(1 / $0 - 1) } }
        return TreeForest(
            trees: trees, outputs: sums == 1 ? outputs.map { _ in 0 } : outputs, bases: bases, link: link, gains: total)
    }

    // MARK: Reading

    private mutating func readLearner(_ reader: inout Reader, _ limit: Int) throws(Damaged) {
        try reader.members { (reader: inout Reader, name) throws(Damaged) in
            switch name {
            case "gradient_booster":
                try reader.members { (reader: inout Reader, name) throws(Damaged) in
                    name == "model" ? try readTrees(&reader, limit) : try reader.skip()
                }
            case "learner_model_param":
                try reader.members { (reader: inout Reader, name) throws(Damaged) in
                    if name == "base_score" { try readBaseScore(try reader.text()) } else { try reader.skip() }
                }
            default: try reader.skip()
            }
        }
    }

    /// `5E-1`, and since 3.1 `[5E-1]`, with one a class where there are more.
    private mutating func readBaseScore(_ text: String) throws(Damaged) {
        let words = text.split { $0 == "[" || $0 == "]" || $0 == "," || $0 == " " }
        baseScores = words.compactMap { Float($0) }
        guard baseScores.count == words.count else { throw Damaged() }
    }

    private mutating func readTrees(_ reader: inout Reader, _ limit: Int) throws(Damaged) {
        try reader.members { (reader: inout Reader, name) throws(Damaged) in
            switch name {
            case "tree_info": outputs = try reader.ints()
            case "trees":
                try reader.elements { (reader: inout Reader) throws(Damaged) in
                    trees.count < limit ? try readTree(&reader) : try reader.skip()
                }
            default: try reader.skip()
            }
        }
    }

    private mutating func readTree(_ reader: inout Reader) throws(Damaged) {
        var tree = DecisionTree()
        var (conditions, gains): ([Float], [Float]) = ([], [])
        try reader.members { (reader: inout Reader, name) throws(Damaged) in
            switch name {
            case "left_children": tree.yes = try reader.ints()
            case "right_children": tree.no = try reader.ints()
            case "split_indices": tree.features = try reader.ints()
            case "split_conditions": conditions = try reader.numbers()
            case "default_left": tree.missingIsYes = try reader.ints().map { $0 != 0 }
            case "loss_changes": gains = try reader.numbers()
            default: try reader.skip()
            }
        }
        let count = tree.yes.count
        guard count > 0, [tree.no.count, tree.features.count, conditions.count, tree.missingIsYes.count, gains.count]
            .allSatisfy({ $0 == count })
        else { throw Damaged() }
        tree.thresholds = conditions
        tree.values = [Float](repeating: 0, count: count)
        for node in 0..<count {
            if tree.yes[node] < 0 {
                tree.features[node] = -1
                tree.values[node] = conditions[node]
                tree.thresholds[node] = 0
            } else {
                let isSound = [tree.yes[node], tree.no[node]].allSatisfy { $0 > 0 && $0 < count }
                guard isSound, tree.features[node] >= 0 else { throw Damaged() }
            }
        }
        trees.append(tree)
        self.gains.append(gains)
    }
}
