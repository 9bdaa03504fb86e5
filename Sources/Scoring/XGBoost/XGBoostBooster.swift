import Domain
import LinuxSystem
import Synchronization

/// A loaded booster: what its file says of it, and predictions.
///
/// XGBoost promises that in-place prediction of trees may be called from many threads at once
/// (`XGBoosterPredictFromDense`, `inplace_predict`), once the booster is configured: the first prediction is made while
/// loading. What linear boosters and their `DMatrix` need is not safe, and done one at a time.
final class XGBoostBooster: @unchecked Sendable {
    /// What a prediction gives: a number a row, or a row of numbers a row.
    struct Scores: Sendable {
        var shape: [Int]
        var values: [Float]
    }

    let library: XGBoostLibrary
    let featureCount: Int
    let featureNames: [String]?
    /// `float`, `int`, `i` (yes or no), `q`, `c` (a category's number), a column each.
    let featureTypes: [String]?
    /// `binary:logistic`
    let objective: String
    private let handle: XGBoostLibrary.Handle
    private let isLinear: Bool
    private let denseConfiguration: [CChar]
    private let matrixConfiguration: [CChar]
    private let importConfiguration: [CChar]
    private let oneAtATime = Mutex(())

    /// Loads a model file; `stopsAtBest` leaves out the trees behind `best_iteration`, as XGBoost's scikit-learn
    /// estimators do. Throws `invalidArgument` saying why the library cannot load it.
    init(file: String, library: XGBoostLibrary, threads: Int, stopsAtBest: Bool) throws(AtelierError) {
        var created: XGBoostLibrary.Handle?
        guard library.createBooster(nil, 0, &created) == 0, let handle = created else {
            throw AtelierError(.unavailable, "XGBoost \(library.version) makes no booster: \(library.reason)")
        }
        func check(_ status: Int32) throws(AtelierError) {
            guard status != 0 else { return }
            throw AtelierError(
                .invalidArgument,
                "XGBoost \(library.version) cannot load \(file.splitAtLastComponent.name.neutralised): \(library.reason)",
                hint: "save it as JSON or UBJ (save_model), or install the version that wrote it with "
                    + "'atelier runtime install xgboost --version VERSION'",
                subject: file)
        }
        do throws(AtelierError) {
            // Before anything is loaded: the default takes every core.
            try check(library.setParameter(handle, "nthread", "\(max(1, threads))"))
            try Self.load(file, into: handle, of: library, check)
            var count: UInt64 = 0
            try check(library.featureCount(handle, &count))
            featureCount = Int(count)
            featureNames = try Self.features("feature_name", of: handle, library, check)
            featureTypes = try Self.features("feature_type", of: handle, library, check)
            var (length, text): (UInt64, UnsafePointer<CChar>?) = (0, nil)
            try check(library.configuration(handle, &length, &text))
            let learner = text.flatMap { try? JSONParser.parse(String(cString: $0)) }?["learner"]
            objective = learner?["objective"]?["name"]?.stringValue ?? ""
            isLinear = learner?["gradient_booster"]?["name"]?.stringValue == "gblinear"
            let best = try Self.attribute("best_iteration", of: handle, library, check).flatMap { Int($0) }
            let end = stopsAtBest && !isLinear ? best.map { $0 + 1 } ?? 0 : 0
            let shared = "\"type\": 0, \"training\": false, \"iteration_begin\": 0, \"iteration_end\": \(end)"
            denseConfiguration = Array("{\(shared), \"strict_shape\": false, \"missing\": NaN, \"cache_id\": 0}".utf8CString)
            matrixConfiguration = Array("{\(shared), \"strict_shape\": false}".utf8CString)
            importConfiguration = Array("{\"missing\": NaN, \"nthread\": \(max(1, threads))}".utf8CString)
        } catch {
            _ = library.freeBooster(handle)
            throw error
        }
        self.library = library
        self.handle = handle
    }

    deinit { _ = library.freeBooster(handle) }

    /// Throws the library's reason.
    func predict(_ rows: DenseRows, _ proxy: XGBoostProxy? = nil) throws(InferenceFault) -> Scores {
        isLinear ? try predictAlone(rows) : try predictInPlace(rows, proxy)
    }

    private func predictInPlace(_ rows: DenseRows, _ proxy: XGBoostProxy?) throws(InferenceFault) -> Scores {
        var shape: UnsafePointer<UInt64>?
        var dimensions: UInt64 = 0
        var values: UnsafePointer<Float>?
        let status = library.predictFromDense(
            handle, rows.interface, denseConfiguration, proxy?.handle, &shape, &dimensions, &values)
        return try scores(status, shape, dimensions, values)
    }

    private func predictAlone(_ rows: DenseRows) throws(InferenceFault) -> Scores {
        try oneAtATime.withLock { _ throws(InferenceFault) in
            var matrix: XGBoostLibrary.Handle?
            guard library.matrixFromDense(rows.interface, importConfiguration, &matrix) == 0, let matrix else {
                throw InferenceFault(500, "XGBoost: \(library.reason)")
            }
            defer { _ = library.freeMatrix(matrix) }
            var shape: UnsafePointer<UInt64>?
            var dimensions: UInt64 = 0
            var values: UnsafePointer<Float>?
            let status = library.predictFromMatrix(handle, matrix, matrixConfiguration, &shape, &dimensions, &values)
            return try scores(status, shape, dimensions, values)
        }
    }

    /// Copies what the library holds until the next call of this thread.
    private func scores(
        _ status: Int32, _ shape: UnsafePointer<UInt64>?, _ dimensions: UInt64, _ values: UnsafePointer<Float>?
    ) throws(InferenceFault) -> Scores {
        guard status == 0, let shape else { throw InferenceFault(500, "XGBoost: \(library.reason)") }
        let lengths = (0..<Int(dimensions)).map { Int(shape[$0]) }
        let count = lengths.reduce(1, *)
        guard count > 0, let values else { return Scores(shape: lengths, values: []) }
        return Scores(shape: lengths, values: Array(UnsafeBufferPointer(start: values, count: count)))
    }

    // MARK: What the file says

    /// By the extension where the library knows it, else by the content: MLflow's `model.xgb` holds UBJ or, when an old
    /// version wrote it, the binary form that XGBoost 3.1 no longer reads.
    private static func load(
        _ file: String, into handle: XGBoostLibrary.Handle, of library: XGBoostLibrary,
        _ check: (Int32) throws(AtelierError) -> Void
    ) throws(AtelierError) {
        if file.hasSuffix(".json") || file.hasSuffix(".ubj") { return try check(library.loadFile(handle, file)) }
        let bytes: [UInt8]
        do {
            bytes = try DurableFile.read(file, limit: longestFile)
        } catch {
            throw AtelierError(.notFound, "\(error)".neutralised, subject: file, cause: error)
        }
        try check(library.loadBytes(handle, bytes, UInt64(bytes.count)))
    }

    private static let longestFile = 8 << 30

    private static func features(
        _ field: String, of handle: XGBoostLibrary.Handle, _ library: XGBoostLibrary,
        _ check: (Int32) throws(AtelierError) -> Void
    ) throws(AtelierError) -> [String]? {
        var count: UInt64 = 0
        var texts: UnsafePointer<UnsafePointer<CChar>?>?
        try check(library.featureInfo(handle, field, &count, &texts))
        guard count > 0, let texts else { return nil }
        return (0..<Int(count)).map { texts[$0].map { String(cString: $0) } ?? "" }
    }

    private static func attribute(
        _ name: String, of handle: XGBoostLibrary.Handle, _ library: XGBoostLibrary,
        _ check: (Int32) throws(AtelierError) -> Void
    ) throws(AtelierError) -> String? {
        var text: UnsafePointer<CChar>?
        var isThere: Int32 = 0
        try check(library.attribute(handle, name, &text, &isThere))
        return isThere == 0 ? nil : text.map { String(cString: $0) }
    }
}
