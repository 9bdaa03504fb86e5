import Foundation
import Glibc
import LinuxSystem

/// The scoring door of one endpoint, as the world outside sees it.
struct Door: Sendable {
    let box: Box
    let uri: String
    let key: String

    /// Sends one request and returns the answer.
    func post(_ text: String) async throws -> (status: Int, body: String) {
        let outcome = try await box.start(
            "/usr/bin/curl",
            [
                "-s", "-w", "\n%{http_code}", "-H", "Authorization: Bearer \(key)", "-H",
                "Content-Type: application/json", "--data-binary", text, uri,
            ]
        ).end()
        let parts = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
        guard let status = parts.last.flatMap({ Int($0) }) else { throw Box.Failure("curl: \(outcome.status)") }
        return (status, parts.dropLast().joined(separator: "\n"))
    }

    /// Begins to send requests on connections that are kept open, until told to stop.
    func load(connections: Int) async throws -> Load {
        let script = try box.write(Self.loader, to: "load.py")
        let load = Load(running: try box.start("/usr/bin/env", ["python3", "-u", script, uri, key, "\(connections)"]))
        try await box.wait(for: load.running.output, toContain: "flowing")
        return load
    }

    struct Load: Sendable {
        let running: Box.Running

        /// Ends the load; returns how often each status was answered. Failed connections count as status 0.
        func stop() async throws -> [Int: Int] {
            try running.process.handle.signal(SIGTERM)
            let outcome = try await running.end()
            guard let line = outcome.output.split(separator: "\n").last,
                let counts = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Int]
            else { throw Box.Failure("the load told nothing: \(outcome.errors)") }
            return Dictionary(uniqueKeysWithValues: counts.map { (Int($0) ?? -1, $1) })
        }
    }

    private static let loader = """
        import collections, http.client, json, signal, sys, threading
        from urllib.parse import urlsplit

        uri, key, connections = urlsplit(sys.argv[1]), sys.argv[2], int(sys.argv[3])
        headers = {"Authorization": "Bearer " + key, "Content-Type": "application/json"}
        statuses, lock, stopping = collections.Counter(), threading.Lock(), threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: stopping.set())

        def ask():
            connection = http.client.HTTPConnection(uri.hostname, uri.port, timeout=60)
            while not stopping.is_set():
                try:
                    connection.request("POST", uri.path, "{}", headers)
                    answer = connection.getresponse()
                    answer.read()
                    status = answer.status
                except (OSError, http.client.HTTPException):
                    connection.close()
                    status = 0
                with lock:
                    statuses[status] += 1
                    if sum(statuses.values()) == 100:
                        print("flowing")

        threads = [threading.Thread(target=ask) for _ in range(connections)]
        for thread in threads: thread.start()
        while not stopping.wait(3600): pass
        for thread in threads: thread.join()
        print(json.dumps(statuses))
        """
}
