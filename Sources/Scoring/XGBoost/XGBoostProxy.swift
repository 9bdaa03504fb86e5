/// What XGBoost knows of rows beside their numbers. Without one to use again, it makes one for every prediction and looks the
/// processors of the control group up in `/sys` each time. One request has it at a time.
final class XGBoostProxy {
    let handle: XGBoostLibrary.Handle
    private let library: XGBoostLibrary

    /// Nil when the library makes none, which costs time and nothing else.
    init?(_ library: XGBoostLibrary) {
        var made: XGBoostLibrary.Handle?
        guard library.makeProxy(&made) == 0, let made else { return nil }
        handle = made
        self.library = library
    }

    deinit { _ = library.freeMatrix(handle) }
}
