import Domain
import Learning
import Scoring

/// Samples as XGBoost keeps them: a copy of its own, gone with this.
final class TrainingMatrix {
    let handle: XGBoostLibrary.Handle
    private let library: XGBoostLibrary

    /// `targets` and `weights` are one a row. NaN is a missing value; throws for infinite ones, which XGBoost refuses.
    init(
        _ features: Matrix, targets: [Double], weights: [Double]?, threads: Int, _ calls: XGBoostTrainingCalls
    ) throws(AtelierError) {
        library = calls.library
        var made: XGBoostLibrary.Handle?
        let settings = "{\"missing\": NaN, \"nthread\": \(max(1, threads))}"
        let status = features.values.withUnsafeBufferPointer {
            calls.library.matrixFromDense(Self.interface($0.baseAddress, [features.rows, features.columns]), settings, &made)
        }
        try calls.check(status)
        guard let made else { throw AtelierError(.unavailable, "XGBoost \(library.version) makes no matrix of the samples") }
        handle = made
        try set("label", targets, calls)
        if let weights { try set("weight", weights, calls) }
    }

    deinit { _ = library.freeMatrix(handle) }

    private func set(_ field: String, _ values: [Double], _ calls: XGBoostTrainingCalls) throws(AtelierError) {
        let status = values.withUnsafeBufferPointer {
            calls.setInfo(handle, field, Self.interface($0.baseAddress, [values.count]))
        }
        try calls.check(status)
    }

    /// NumPy's array interface in JSON.
    private static func interface(_ address: UnsafePointer<Double>?, _ shape: [Int]) -> String {
        "{\"data\": [\(UInt(bitPattern: address)), true], \"shape\": \(shape), \"typestr\": \"<f8\", \"version\": 3}"
    }
}
