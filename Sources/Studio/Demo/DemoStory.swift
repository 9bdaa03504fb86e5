import FoundationEssentials

/// The four things the people of the demonstration work at.
enum DemoStory: String, Sendable, Hashable, CaseIterable {
    case iris, churn, wine, taxi

    init?(experiment: String) {
        guard let story = Self.allCases.first(where: { experiment.hasPrefix($0.rawValue) }) else { return nil }
        self = story
    }

    var experiment: String {
        switch self {
        case .iris: "iris-classification"
        case .churn: "churn-prediction"
        case .wine: "wine-quality"
        case .taxi: "taxi-fare"
        }
    }

    var framework: String {
        switch self {
        case .iris: "scikit-learn 1.5.2"
        case .churn: "xgboost 2.1.3"
        case .wine: "lightgbm 4.5.0"
        case .taxi: "torch 2.6.0"
        }
    }

    /// As pip wants it.
    var requirement: String {
        let parts = framework.split(separator: " ")
        return "\(parts[0])==\(parts[1])"
    }

    var command: String {
        switch self {
        case .iris: "python train.py --data ${{inputs.data}} --penalty ${{inputs.penalty}} --c ${{inputs.c}}"
        case .churn: "python train.py --data ${{inputs.data}} --depth ${{inputs.depth}} --eta ${{inputs.eta}}"
        case .wine: "python train.py --data ${{inputs.data}} --leaves ${{inputs.leaves}}"
        case .taxi: "python train.py --data ${{inputs.data}} --lr ${{inputs.lr}} --batch ${{inputs.batch}}"
        }
    }

    var dataset: String {
        switch self {
        case .iris: "iris"
        case .churn: "churn-telco"
        case .wine: "wine-quality-red"
        case .taxi: "nyc-taxi-2025"
        }
    }

    /// The columns of a row of its data, and of a prediction.
    var columns: [String] {
        switch self {
        case .iris: ["sepal_length", "sepal_width", "petal_length", "petal_width", "species"]
        case .churn: ["tenure", "monthly_charges", "total_charges", "contract", "churned"]
        case .wine: ["fixed_acidity", "citric_acid", "sulphates", "alcohol", "quality"]
        case .taxi: ["distance_km", "pickup_hour", "passengers", "airport", "fare"]
        }
    }

    /// What its script logs besides what it is told.
    var settings: [String: String] {
        switch self {
        case .iris: ["max_iter": "400", "solver": "saga", "scaler": "standard"]
        case .churn: ["n_estimators": "600", "subsample": "0.8", "objective": "binary:logistic"]
        case .wine: ["n_estimators": "500", "learning_rate": "0.05", "objective": "regression"]
        case .taxi: ["optimizer": "adamw", "weight_decay": "0.05", "warmup": "500", "amp": "bf16"]
        }
    }

    /// What is measured step by step, the one that is shown in lists last.
    var metrics: [DemoMetric] {
        let loss = DemoMetric(key: "loss", start: 1.4, end: 0.18, speed: 4, noise: 0.05)
        let rate = DemoMetric(key: "lr", start: 0.01, end: 0.0001, speed: 3, noise: 0)
        return switch self {
        case .iris:
            [
                loss, DemoMetric(key: "val_loss", start: 1.5, end: 0.24, speed: 3.5, noise: 0.07),
                DemoMetric(key: "accuracy", start: 0.34, end: 0.967, speed: 5, noise: 0.015),
            ]
        case .churn:
            [
                DemoMetric(key: "logloss", start: 0.69, end: 0.31, speed: 4, noise: 0.012),
                DemoMetric(key: "val_logloss", start: 0.69, end: 0.36, speed: 3.6, noise: 0.02),
                DemoMetric(key: "auc", start: 0.5, end: 0.914, speed: 5, noise: 0.008),
            ]
        case .wine:
            [
                DemoMetric(key: "mae", start: 1.1, end: 0.43, speed: 4, noise: 0.02), rate,
                DemoMetric(key: "rmse", start: 1.6, end: 0.58, speed: 4, noise: 0.03),
            ]
        case .taxi:
            [
                loss, DemoMetric(key: "grad_norm", start: 9, end: 0.8, speed: 2, noise: 0.9), rate,
                DemoMetric(key: "val_rmse", start: 9.5, end: 2.94, speed: 4, noise: 0.12),
            ]
        }
    }
}

/// A curve from one value to another, with noise.
struct DemoMetric: Sendable, Hashable {
    let key: String
    let start: Double
    let end: Double
    /// How soon it comes to its end.
    let speed: Double
    let noise: Double

    /// - Parameter progress: how much of all steps that is, 0 to 1.
    func value(at step: Int, progress: Double, luck: Double, _ random: DemoRandom) -> Double {
        let decay = exponential(-speed * (0.6 + 0.8 * luck) * progress)
        let clean = end + (start - end) * decay
        let shift = (end - start) * 0.06 * (luck - 0.5) * (1 - decay)
        return clean + shift + random.noise(at: step) * noise * (0.35 + 0.65 * decay)
    }
}

/// e to the power of a number of modest size. FoundationEssentials has none, and a curve needs no more digits.
private func exponential(_ power: Double) -> Double {
    var result = 1.0
    let part = power / 64
    var term = 1.0
    var sum = 1.0
    for index in 1...8 {
        term *= part / Double(index)
        sum += term
    }
    for _ in 0..<64 { result *= sum }
    return result
}
