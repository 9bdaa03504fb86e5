/// A transaction in progress: all a reader can do, and writing. Each noun adds its writes in an extension
/// (`StoreTransaction+Jobs.swift`); a change of state writes its event here too.
package final class StoreTransaction: StoreReader {}
