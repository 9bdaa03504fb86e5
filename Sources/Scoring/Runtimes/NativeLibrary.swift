package import Domain

/// Asks a library file what it is.
package enum NativeLibrary {
    /// The version that the library itself tells, `3.2.0`. Opens it in this process, for good. Throws `unavailable` when
    /// it cannot be opened or is not what it is taken for.
    package static func version(of name: RuntimeName, at path: String) throws(AtelierError) -> String {
        switch name {
        case .xgboost: try XGBoostLibrary.at(path).version
        case .onnxruntime: try OnnxRuntimeLibrary.at(path).version
        }
    }
}
