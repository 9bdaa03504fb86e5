package import Domain
import LinuxSystem
import Synchronization

/// XGBoost's C interface in one library file: the functions that scoring needs, with the signatures that they have from
/// 1.7 on (`xgboost/c_api.h`). All give 0, or -1 with the reason in `lastError` of the calling thread. Training looks its own
/// functions up beside these.
package final class XGBoostLibrary: Sendable {
    package typealias Handle = UnsafeMutableRawPointer
    package typealias Shape = UnsafeMutablePointer<UnsafePointer<UInt64>?>
    package typealias Scores = UnsafeMutablePointer<UnsafePointer<Float>?>
    package typealias Text = UnsafePointer<CChar>

    package typealias Create = @Sendable @convention(c) (UnsafePointer<Handle?>?, UInt64, UnsafeMutablePointer<Handle?>) -> Int32
    package typealias Free = @Sendable @convention(c) (Handle) -> Int32
    package typealias SetText = @Sendable @convention(c) (Handle, Text, Text) -> Int32
    typealias LoadFile = @Sendable @convention(c) (Handle, Text) -> Int32
    package typealias LoadBytes = @Sendable @convention(c) (Handle, UnsafeRawPointer, UInt64) -> Int32
    typealias GetAttribute = @Sendable @convention(c) (
        Handle, Text, UnsafeMutablePointer<Text?>, UnsafeMutablePointer<Int32>
    ) -> Int32
    typealias GetCount = @Sendable @convention(c) (Handle, UnsafeMutablePointer<UInt64>) -> Int32
    typealias GetFeatures = @Sendable @convention(c) (
        Handle, Text, UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UnsafePointer<Text?>?>
    ) -> Int32
    typealias GetText = @Sendable @convention(c) (Handle, UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<Text?>) -> Int32
    typealias PredictDense = @Sendable @convention(c) (
        Handle, Text, Text, Handle?, Shape, UnsafeMutablePointer<UInt64>, Scores
    ) -> Int32
    package typealias PredictMatrix = @Sendable @convention(c) (
        Handle, Handle, Text, Shape, UnsafeMutablePointer<UInt64>, Scores
    ) -> Int32
    typealias MakeProxy = @Sendable @convention(c) (UnsafeMutablePointer<Handle?>) -> Int32
    package typealias MatrixFromDense = @Sendable @convention(c) (Text, Text, UnsafeMutablePointer<Handle?>) -> Int32

    package let path: String
    /// `3.2.0`
    package let version: String

    package let createBooster: Create
    package let freeBooster: Free
    package let setParameter: SetText
    let loadFile: LoadFile
    let loadBytes: LoadBytes
    let attribute: GetAttribute
    let featureCount: GetCount
    let featureInfo: GetFeatures
    let configuration: GetText
    let predictFromDense: PredictDense
    let predictFromMatrix: PredictMatrix
    package let matrixFromDense: MatrixFromDense
    let makeProxy: MakeProxy
    package let freeMatrix: Free
    private let lastError: @Sendable @convention(c) () -> Text?

    private static let opened = Mutex<[String: XGBoostLibrary]>([:])

    /// The library at a path, opened once. Throws `unavailable` for one that cannot be opened or is older than 1.7.
    package static func at(_ path: String) throws(AtelierError) -> XGBoostLibrary {
        try opened.withLock { libraries throws(AtelierError) in
            if let library = libraries[path] { return library }
            let library: XGBoostLibrary
            do throws(SharedLibrary.Failure) {
                library = try XGBoostLibrary(path)
            } catch {
                throw AtelierError(
                    .unavailable, error.description.neutralised,
                    hint: "install one with 'atelier runtime install xgboost'", cause: error)
            }
            libraries[path] = library
            return library
        }
    }

    private init(_ path: String) throws(SharedLibrary.Failure) {
        let library = try SharedLibrary(opening: path)
        self.path = path
        createBooster = try library.function("XGBoosterCreate")
        freeBooster = try library.function("XGBoosterFree")
        setParameter = try library.function("XGBoosterSetParam")
        loadFile = try library.function("XGBoosterLoadModel")
        loadBytes = try library.function("XGBoosterLoadModelFromBuffer")
        attribute = try library.function("XGBoosterGetAttr")
        featureCount = try library.function("XGBoosterGetNumFeature")
        featureInfo = try library.function("XGBoosterGetStrFeatureInfo")
        configuration = try library.function("XGBoosterSaveJsonConfig")
        predictFromDense = try library.function("XGBoosterPredictFromDense")
        predictFromMatrix = try library.function("XGBoosterPredictFromDMatrix")
        matrixFromDense = try library.function("XGDMatrixCreateFromDense")
        makeProxy = try library.function("XGProxyDMatrixCreate")
        freeMatrix = try library.function("XGDMatrixFree")
        lastError = try library.function("XGBGetLastError")
        let tell: @convention(c) (
            UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>
        ) -> Void = try library.function("XGBoostVersion")
        var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
        tell(&major, &minor, &patch)
        version = "\(major).\(minor).\(patch)"
    }

    /// What the call that just failed on this thread says, in a sentence.
    package var reason: String { Self.sentence(lastError().map { String(cString: $0) } ?? "") }

    /// What XGBoost says without its clock, its source files and its stack:
    /// `[12:00:01] /src/x.cc:12: Check failed: a == b (1 vs. 2) : Feature shape mismatch` → `Feature shape mismatch`.
    static func sentence(_ text: String) -> String {
        var line = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? "it does not say why"
        if line.hasPrefix("["), let end = line.firstRange(of: "] ") { line = line[end.upperBound...] }
        // `/src/x.cc:12: ` or `../x.h:7: `
        if let end = line.firstRange(of: ": "), line[..<end.lowerBound].last?.isNumber == true,
            line[..<end.lowerBound].contains("."), !line[..<end.lowerBound].contains(" ")
        {
            line = line[end.upperBound...]
        }
        if line.hasPrefix("Check failed: ") {
            if let message = line.firstRange(of: ") : ") ?? line.firstRange(of: " : ") ?? line.lastColon,
                message.upperBound < line.endIndex
            {
                line = line[message.upperBound...]
            }
        }
        let words = String(line)
        return (words.isEmpty ? "it does not say why" : words).neutralised
    }
}

extension Substring {
    /// The last `: `, in front of the message of a check.
    fileprivate var lastColon: Range<Index>? { ranges(of: ": ").last }
}
