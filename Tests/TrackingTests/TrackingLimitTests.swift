import Domain
import Testing

/// What is too much is the client's fault, and told as such: a 5xx would have MLflow's clients send it seven times more.
@Suite struct TrackingLimitTests {
    @Test func aRunsNameAndUserAreLimited() async throws {
        try await TrackingFixture.with { door in
            func create(_ field: String, _ count: Int) async throws -> DoorAnswer {
                let text = String(repeating: "n", count: count)
                return try await door.post("runs/create", #"{"experiment_id":"0","\#(field)":"\#(text)"}"#)
            }
            for (field, limit) in [("run_name", 8000), ("user_id", 256)] {
                #expect(try await create(field, limit).status == 200)
                let long = try await create(field, limit + 1)
                #expect(long.status == 400 && long.message.contains("'\(field)' exceeds the maximum length"))
            }
        }
    }

    @Test func aSearchIsLimitedToWhatTheStoreTakes() async throws {
        let clause = { (number: Int) in "tags.t\(number) = 'v'" }
        let key = { (number: Int) in "metrics.m\(number) DESC" }
        let list = { (count: Int) in "run_id IN (\((0..<count).map { "'\($0)'" }.joined(separator: ",")))" }
        let most = [
            ((0..<500).map(clause), []), ([], (0..<32).map(key)), ([list(10_000)], []),
        ]
        let tooMuch = [
            ((0..<501).map(clause), []), ([], (0..<33).map(key)), ([list(10_001)], []),
        ]
        try await TrackingFixture.with { door in
            for (filter, order) in most {
                let answer = try await door.search(filter, order)
                #expect(answer.status == 200, "\(answer.message.prefix(200))")
            }
            for (filter, order) in tooMuch {
                let answer = try await door.search(filter, order)
                #expect(answer.code == "INVALID_PARAMETER_VALUE")
            }
        }
    }

    @Test func aBodyIsLimitedByWhatItsRouteNeeds() async throws {
        try await TrackingFixture.with { door in
            let large = String(repeating: "x", count: 5 << 20)
            let refused = try await door.post("runs/search", #"{"filter":"\#(large)"}"#)
            #expect(refused.status == 400 && refused.message.contains("the request is too large"))
            let run = try await door.run()
            let dataset = #"{"dataset":{"name":"d","digest":"1","source_type":"local","source":"s","profile":"\#(large)"}}"#
            #expect(try await door.post("runs/log-inputs", #"{"run_id":"\#(run)","datasets":[\#(dataset)]}"#).status == 200)
        }
    }

    @Test func aBrokenListOfModelsIsBegunAnew() async throws {
        try await TrackingFixture.with { door in
            let run = try await door.run()
            _ = try await door.post("runs/set-tag", #"{"run_id":"\#(run)","key":"mlflow.log-model.history","value":"nonsense"}"#)
            _ = try await door.post("runs/log-model", #"{"run_id":"\#(run)","model_json":"{\"a\": 1}"}"#)
            #expect(try await door.get("runs/get?run_id=\(run)").text.contains(#""[{\"a\": 1}]""#))
        }
    }
}

extension TrackingFixture {
    fileprivate func search(_ clauses: [String], _ order: [String]) async throws -> DoorAnswer {
        let filter = clauses.joined(separator: " AND "), keys = order.map { "\"\($0)\"" }.joined(separator: ",")
        return try await post("runs/search", #"{"experiment_ids":["0"],"filter":"\#(filter)","order_by":[\#(keys)]}"#)
    }
}
