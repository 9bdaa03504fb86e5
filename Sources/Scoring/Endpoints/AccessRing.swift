import Domain
import FoundationEssentials
import NIOCore
import Synchronization

/// The last requests of one endpoint. Noting one writes a slot under a lock that is free but for a moment; text is made
/// of it only when somebody looks.
final class AccessRing: Sendable {
    /// One answered request.
    struct Note: Sendable {
        enum ID: Sendable {
            case sent(String)
            case generated(UInt64, UInt64)
        }

        let at: Date
        let deployment: DeploymentName?
        let status: Int
        let duration: TimeAmount
        let requestSize: Int
        let responseSize: Int
        let id: ID
    }

    private struct State {
        var notes: [Note] = []
        /// The number of requests so far, which is the newest one's sequence.
        var count = 0
    }

    static let kept = 1000

    private let state = Mutex(State())

    func note(_ note: Note) {
        state.withLock { state in
            if state.notes.count < Self.kept {
                state.notes.append(note)
            } else {
                state.notes[state.count % Self.kept] = note
            }
            state.count += 1
        }
    }

    /// The newest `limit` after a sequence number, oldest first.
    func entries(after sequence: Int64, limit: Int) -> [AccessEntry] {
        let state = state.withLock { $0 }
        let first = max(state.count - min(state.notes.count, max(0, limit)), Int(clamping: max(0, sequence)))
        guard first < state.count else { return [] }
        return (first..<state.count).map { index in
            AccessEntry(sequence: Int64(index + 1), state.notes[index % Self.kept])
        }
    }
}

extension AccessEntry {
    fileprivate init(sequence: Int64, _ note: AccessRing.Note) {
        let id: String
        switch note.id {
        case .sent(let text): id = text
        case .generated(let high, let low):
            var buffer = ByteBuffer()
            RequestIDs.writeUUID((high, low), into: &buffer)
            id = String(buffer: buffer)
        }
        self.init(
            sequence: sequence, at: note.at, deployment: note.deployment, status: note.status,
            milliseconds: Double(note.duration.nanoseconds / 1000) / 1000,
            requestSize: ByteCount(Int64(note.requestSize)), responseSize: ByteCount(Int64(note.responseSize)),
            requestID: id)
    }
}
