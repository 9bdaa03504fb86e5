extension TrainingSet {
    /// - Parameter fixed: where the rows of a validation table begin; nil without one.
    static func splits(_ problem: AutoMLProblem, _ targets: TrainingTargets, fixed: Int?) throws(TableFault) -> [Split] {
        let rows = targets.count
        if let fixed {
            guard fixed > 0 else { throw TableFault("no row of the training data has a target", column: problem.target) }
            guard fixed < rows else { throw TableFault("no row of the validation data has a target", column: problem.target) }
            if case .classes(_, let places) = targets, Set(places.prefix(fixed)).count < 2 {
                throw TableFault("all rows of the training data have one class: there is nothing to tell apart", column: problem.target)
            }
            return [Split(training: Array(0..<fixed), validation: Array(fixed..<rows))]
        }
        guard rows > 1 else { throw TableFault("one row is too few to learn from and be scored on") }
        switch problem.validation {
        case .automatic:
            return rows > 20_000
                ? [held(0.1, targets, problem.seed)] : folds(min(rows, rows < 1000 ? 10 : 3), targets, problem.seed)
        case .folds(let count):
            guard count > 1 else { throw TableFault("\(count) folds are too few: take 2 or more, or hold out a share of the rows") }
            guard count <= rows else { throw TableFault("\(rows) rows are too few for \(count) folds: take fewer folds") }
            return folds(count, targets, problem.seed)
        case .share(let share):
            guard share > 0, share < 1 else {
                throw TableFault("the share of rows that is held out lies between 0 and 1, and \(share.brief) does not")
            }
            return [held(share, targets, problem.seed)]
        }
    }

    private static func folds(_ count: Int, _ targets: TrainingTargets, _ seed: UInt64) -> [Split] {
        var generator = SeededGenerator(seed: seed)
        let folds =
            switch targets {
            case .classes(_, let places): Folds(places, count: count, using: &generator)
            case .numbers(let values): Folds(samples: values.count, count: count, using: &generator)
            }
        return (0..<count).map { fold in
            let (training, validation) = folds.split(leavingOut: fold)
            return Split(training: training, validation: validation)
        }
    }

    /// Of each class its share, and at least one row on either side.
    private static func held(_ share: Double, _ targets: TrainingTargets, _ seed: UInt64) -> Split {
        var generator = SeededGenerator(seed: seed)
        let places: [Int] = if case .classes(_, let places) = targets { places } else { [Int](repeating: 0, count: targets.count) }
        var isHeld = [Bool](repeating: false, count: places.count)
        // What is left of a class that its share does not divide is the next one's.
        var owed = 0.0
        for (_, members) in Dictionary(grouping: places.indices, by: { places[$0] }).sorted(by: { $0.key < $1.key }) {
            owed += share * Double(members.count)
            let taken = min(members.count - 1, Int(owed.rounded()))
            for member in members.shuffled(using: &generator).prefix(max(0, taken)) { isHeld[member] = true }
            owed -= Double(max(0, taken))
        }
        if !isHeld.contains(true) { isHeld[Int.random(in: 0..<places.count, using: &generator)] = true }
        return Split(training: places.indices.filter { !isHeld[$0] }, validation: places.indices.filter { isHeld[$0] })
    }
}
