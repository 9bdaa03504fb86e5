import Domain
import Foundation
import Testing

@Suite struct RunSearchTests {
    /// Five runs: a to d with metrics, the last without.
    private func fill(_ door: TrackingFixture) async throws {
        let rows = [
            ("a", "1.0", "Adam", 10), ("b", "0.5", "adam", 30), ("c", "\"NaN\"", "SGD", 20), ("d", "2.0", "x_y", 40),
            ("e", nil, nil, 50),
        ]
        for (name, metric, optimiser, start) in rows {
            let made = try await door.post("runs/create", #"{"experiment_id":"0","run_name":"\#(name)","start_time":\#(start)}"#)
            let id = made.json["run"]?["info"]?["run_id"]?.stringValue ?? ""
            guard let metric, let optimiser else { continue }
            _ = try await door.post(
                "runs/log-batch",
                #"{"run_id":"\#(id)","metrics":[{"key":"loss","value":\#(metric),"timestamp":1}],"params":[{"key":"opt","value":"\#(optimiser)"}]}"#)
        }
    }

    private func names(_ door: TrackingFixture, _ filter: String, _ order: [String] = []) async throws -> String {
        struct Search: Encodable { let experiment_ids = ["0"], filter: String, order_by: [String] }
        let body = try JSONEncoder().encode(Search(filter: filter, order_by: order))
        let answer = try await door.post("runs/search", String(decoding: body, as: UTF8.self))
        guard answer.status == 200 else { return answer.message }
        guard case .array(let runs)? = answer.json["runs"] else { return "" }
        return runs.compactMap { $0["info"]?["run_name"]?.stringValue }.joined()
    }

    @Test func filtersAndOrders() async throws {
        try await TrackingFixture.with { door in
            try await fill(door)
            let cases: [(String, [String], String)] = [
                ("", [], "edbca"),
                ("metrics.loss > 0.4", ["metrics.loss"], "bad"),
                ("metrics.loss >= 1", ["metrics.loss DESC"], "da"),
                ("", ["metrics.loss ASC"], "badce"),
                ("", ["metrics.loss DESC"], "dabce"),
                ("", ["params.opt"], "acbde"),
                ("params.opt LIKE 'A%'", [], "a"),
                ("params.opt ILIKE 'a%'", [], "ba"),
                ("params.opt LIKE 'x_y'", [], "d"),
                ("params.opt IS NULL", [], "e"),
                ("params.opt != 'SGD'", ["start_time ASC"], "abd"),
                ("start_time > 15 AND start_time < 45", ["start_time"], "cbd"),
                ("run_name = 'a' AND status = 'RUNNING'", [], "a"),
                ("tags.`mlflow.runName` = 'b'", [], "b"),
                ("params.opt = 'x'' OR 1=1 --'", [], ""),
            ]
            for (filter, order, expected) in cases {
                #expect(try await names(door, filter, order) == expected, "\(filter) \(order)")
            }
        }
    }

    @Test func pagesMeetWithoutOverlap() async throws {
        try await TrackingFixture.with { door in
            try await fill(door)
            var seen = "", token = ""
            repeat {
                let page = try await door.post("runs/search", #"{"experiment_ids":["0"],"max_results":2,"page_token":"\#(token)"}"#).json
                guard case .array(let runs)? = page["runs"] else { break }
                seen += runs.compactMap { $0["info"]?["run_name"]?.stringValue }.joined()
                token = page["next_page_token"]?.stringValue ?? ""
            } while !token.isEmpty
            #expect(seen == "edbca")
            #expect(try await door.post("runs/search", #"{"experiment_ids":["0"],"page_token":"!!"}"#).status == 400)
        }
    }
}
