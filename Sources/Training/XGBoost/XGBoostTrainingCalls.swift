package import Domain
import LinuxSystem
package import Scoring

/// The functions of XGBoost's C interface that grow trees, from the library that scoring uses too. Their signatures are the same
/// from 1.7 on.
package struct XGBoostTrainingCalls: Sendable {
    typealias Handle = XGBoostLibrary.Handle
    typealias Text = XGBoostLibrary.Text
    typealias SetInfo = @Sendable @convention(c) (Handle, Text, Text) -> Int32
    typealias Update = @Sendable @convention(c) (Handle, Int32, Handle) -> Int32
    typealias Evaluate = @Sendable @convention(c) (
        Handle, Int32, UnsafePointer<Handle?>, UnsafePointer<Text?>, UInt64, UnsafeMutablePointer<Text?>
    ) -> Int32
    typealias Save = @Sendable @convention(c) (
        Handle, Text, UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UnsafePointer<UInt8>?>
    ) -> Int32

    package let library: XGBoostLibrary
    let setInfo: SetInfo
    let update: Update
    let evaluate: Evaluate
    let save: Save

    /// Throws `unavailable` when the library lacks one of them.
    package init(_ library: XGBoostLibrary) throws(AtelierError) {
        self.library = library
        do throws(SharedLibrary.Failure) {
            let functions = try SharedLibrary(opening: library.path)
            setInfo = try functions.function("XGDMatrixSetInfoFromInterface")
            update = try functions.function("XGBoosterUpdateOneIter")
            evaluate = try functions.function("XGBoosterEvalOneIter")
            save = try functions.function("XGBoosterSaveModelToBuffer")
        } catch {
            throw AtelierError(
                .unavailable, error.description.neutralised, hint: "install another with 'atelier runtime install xgboost'",
                cause: error)
        }
    }

    /// Throws the library's reason for a call that answered something else than 0.
    func check(_ status: Int32) throws(AtelierError) {
        guard status != 0 else { return }
        throw AtelierError(.invalidArgument, "XGBoost \(library.version) refuses to train: \(library.reason)")
    }
}
