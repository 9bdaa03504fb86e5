import Domain
import FoundationEssentials

extension ZoneDatabase {
    /// The one the system keeps.
    static let ofThisBox = ZoneDatabase { FileManager.default.contents(atPath: $0).map { Array($0) } }
}
