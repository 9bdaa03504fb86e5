import Domain

/// A kind of asset that has verbs.
protocol ShownAsset: VersionedAsset, Rewindable {
    static var calls: AssetCalls<Self> { get }
    /// A name for the examples of `--help`.
    static var exampleName: String { get }
    static var columns: [Column] { get }

    /// What `az ml GROUP show` prints.
    func presentation(in scope: Scope) -> JSONValue
}
