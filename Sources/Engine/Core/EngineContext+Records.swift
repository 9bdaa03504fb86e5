import Domain
import Logging
package import Store

extension EngineContext {
    /// The readable records; the others are logged by name and left as they are.
    package func reporting<Value: Sendable>(_ records: Records<Value>) -> [Value] {
        for error in records.unreadable {
            logger.error(
                "unreadable record",
                metadata: ["subject": "\(error.subject ?? "?")", "cause": "\(error.cause ?? error.message)"])
        }
        return records.values
    }
}
