package import Domain
package import Logging
package import Store

/// What every part of the engine needs.
package struct EngineContext: Sendable {
    package let home: HomeLayout
    package let store: Store
    package let journal: EventJournal
    package let clock: EngineClock
    package let settings: EngineSettings
    package let logger: Logger

    package init(
        home: HomeLayout, store: Store, journal: EventJournal, clock: EngineClock, settings: EngineSettings,
        logger: Logger
    ) {
        self.home = home
        self.store = store
        self.journal = journal
        self.clock = clock
        self.settings = settings
        self.logger = logger
    }

    /// The name events carry when nobody asked: the engine acted by itself.
    package static let engineActor = "engine"

    /// Writes in one transaction and wakes whoever follows the journal.
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (StoreTransaction) throws -> Value
    ) async throws -> Value {
        let value = try await store.write(body)
        journal.hint()
        return value
    }
}
