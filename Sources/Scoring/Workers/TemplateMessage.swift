import FoundationEssentials

/// What the engine asks of a template, one JSON message a packet, with two descriptors: the worker's socket and its log.
struct TemplateOrder: Encodable {
    let id: Int
    /// The code folder and the scoring script.
    let arguments: [String]
    let environment: [String: String]
    /// The working directory.
    let folder: String

    var bytes: [UInt8] {
        // A value of strings can always be encoded.
        (try? JSONEncoder().encode(self)).map(Array.init) ?? []
    }
}

/// What a template says.
enum TemplateAnswer: Equatable {
    /// Everything is imported.
    case ready
    /// It cannot serve, and ends.
    case failed(String)
    case forked(order: Int, pid: Int32)
    /// This worker must start from nothing.
    case refused(order: Int, why: String)
    /// As `waitpid` stores it.
    case ended(pid: Int32, status: Int32)

    /// Nil for anything else.
    init?(_ bytes: [UInt8]) {
        guard let said = try? JSONDecoder().decode(Said.self, from: Data(bytes)) else { return nil }
        if said.ready != nil {
            self = .ready
        } else if let why = said.failed {
            self = .failed(why)
        } else if let order = said.forked, let pid = said.pid, pid > 1 {
            self = .forked(order: order, pid: pid)
        } else if let order = said.refused {
            self = .refused(order: order, why: said.why ?? "no reason given")
        } else if let pid = said.ended, let status = said.status {
            self = .ended(pid: pid, status: status)
        } else {
            return nil
        }
    }

    private struct Said: Decodable {
        var ready: Int?
        var failed: String?
        var forked: Int?
        var pid: Int32?
        var refused: Int?
        var why: String?
        var ended: Int32?
        var status: Int32?
    }
}
