import Domain
import FoundationEssentials
import Glibc
import LinuxSystem
import NIOCore

/// Writes exchanges as CloudEvents, one a line, under
/// `{endpoint}/{deployment}/{collection}/{yyyy}/{MM}/{dd}/{HH}/{id}.jsonl`.
struct CollectionFiles: Sendable {
    /// A longer body is left out; the line says so.
    static let longestBody = 4 << 20
    /// Fields that hold keys, whatever a deployment asks to keep.
    private static let secret: Set<String> = [
        "authorization", "proxy-authorization", "cookie", "set-cookie", "api-key", "x-api-key",
        "ocp-apim-subscription-key",
    ]

    private let plan: CollectionPlan
    /// Of this writer: no two write to one file.
    private let id = UUID().uuidString.lowercased()

    init(_ plan: CollectionPlan) {
        self.plan = plan
    }

    /// False when the disk did not take it.
    func write(_ exchange: PayloadCollector.Exchange) -> Bool {
        do throws(PosixError) {
            if plan.collectsRequests {
                var line = event(DataCollection.request, exchange)
                line.body(exchange.request, type: exchange.head.contentType.map(exchange.head.text) ?? "")
                try append(line.text, to: DataCollection.request, at: exchange.at)
            }
            if plan.collectsResponses {
                var line = event(DataCollection.response, exchange)
                line.member("statuscode", raw: String(exchange.status))
                line.body(exchange.response, type: exchange.responseType)
                try append(line.text, to: DataCollection.response, at: exchange.at)
            }
            return true
        } catch {
            return false
        }
    }

    private func event(_ collection: String, _ exchange: PayloadCollector.Exchange) -> CloudEventLine {
        let head = exchange.head
        var line = CloudEventLine()
        line.member("specversion", "1.0")
        line.member("id", "\(exchange.requestID)-\(collection)")
        line.member("source", "/onlineEndpoints/\(plan.endpoint)/deployments/\(plan.deployment)")
        line.member("type", "azureml.inference.\(collection)")
        line.member(
            "time", exchange.at.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
        line.member("path", head.text(head.path))
        line.member("method", head.text(head.methodName))
        line.member("correlationid", exchange.correlationID)
        line.member("xrequestid", exchange.requestID)
        if let version = plan.modelVersion { line.member("modelversion", version) }
        line.member("agent", "atelier")
        let kept = collection == DataCollection.request ? headers(of: head) : []
        if !kept.isEmpty { line.members("headers", kept) }
        return line
    }

    private func headers(of head: RequestHead) -> [(String, String)] {
        guard !plan.headers.isEmpty else { return [] }
        let wanted = Set(plan.headers.map { $0.lowercased() }).subtracting(Self.secret)
        return String(buffer: head.bytes).split(separator: "\r\n").dropFirst().compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard let name = parts.first?.lowercased(), wanted.contains(name) else { return nil }
            return (name, parts.count == 2 ? String(parts[1].drop { $0 == " " || $0 == "\t" }) : "")
        }
    }

    private func append(_ line: ByteBuffer, to collection: String, at time: Date) throws(PosixError) {
        let folder = "\(plan.folder)/\(plan.endpoint)/\(plan.deployment)/\(collection)/\(Self.partition(of: time, plan.rollingRate))"
        let path = "\(folder)/\(id).jsonl"
        do throws(PosixError) {
            try Self.write(line, to: path)
        } catch {
            guard error.code == ENOENT else { throw error }
            // Folders of an hour are made once in it.
            do {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw PosixError(EIO, "make", folder)
            }
            try Self.write(line, to: path)
        }
    }

    private static func write(_ line: ByteBuffer, to path: String) throws(PosixError) {
        let file = try FileDescriptor.open(path, O_WRONLY | O_APPEND | O_CREAT, mode: 0o600)
        try file.write(Array(line.readableBytesView), path: path)
    }

    /// In UTC, as deep as the files roll.
    static func partition(of time: Date, _ rate: RollingRate) -> String {
        let text = time.formatted(.iso8601)
        var parts = [text.prefix(4), text.dropFirst(5).prefix(2), text.dropFirst(8).prefix(2)]
        if rate != .day { parts.append(text.dropFirst(11).prefix(2)) }
        if rate == .minute { parts.append(text.dropFirst(14).prefix(2)) }
        return parts.joined(separator: "/")
    }
}
