import Documents
import Domain
import Testing

@Suite struct RolloutDocumentTests {
    private static let deployment = "name: green\nendpoint_name: wine\ninstance_type: Standard_DS2_v2\n"

    @Test func readsAPlan() throws {
        let folder = try Folder([
            "golden.jsonl": """
            {"request": {"data": [[1, 2]]}, "response": ["a"]}

            {"request": [3]}

            """,
            "plan.yml": """
            steps:
              - {kind: mirror, weight: 10, min_samples: 50, max_time: PT2M}
              - {kind: live, weight: 5, min_time: 20, max_time: 60}
              - {kind: live, weight: 100}
            limits: {error_excess: 1, latency_budget_ms: 20, compare: scores, tolerance: 1e-4, ignore_fields: [at, id]}
            golden_requests: golden.jsonl
            when_inconclusive: rollback
            sticky_header: X-User-Id
            interval: PT2S

            """,
        ])
        let spec = try RolloutDocument.read(file: folder.path + "/plan.yml").value
        #expect(spec.steps.map(\.description) == ["mirror 10 %", "live 5 %", "live 100 %"])
        #expect(spec.steps[0].minSamples == 50 && spec.steps[0].minTime == 120 && spec.steps[0].maxTime == 120)
        #expect(spec.steps[1].minTime == 20 && spec.steps[1].minSamples == 300)
        #expect(spec.limits.errorExcess == 1 && spec.limits.latencyBudget == 20 && spec.limits.latencyFactor == 1.25)
        #expect(spec.limits.comparison == .scores && spec.limits.tolerance == 1e-4)
        #expect(spec.limits.ignoredFields == ["at", "id"])
        #expect(spec.whenInconclusive == .rollback && spec.stickyHeader == "x-user-id" && spec.interval == 2)
        #expect(
            spec.goldenRequests == [
                GoldenRequest(body: #"{"data":[[1,2]]}"#, expected: ["a"]), GoldenRequest(body: "[3]"),
            ])
        try folder.write("rollout:\n  interval: 7\n", to: "other.yml")
        #expect(try RolloutDocument.read(file: folder.path + "/other.yml").value.interval == 7)
    }

    @Test func aDeploymentMayHoldOne() throws {
        func rollout(_ text: String) throws -> RolloutSpec? {
            try OnlineDeploymentDocument.read(text: Self.deployment + text, file: "d.yml").value.rollout
        }
        #expect(try rollout("") == nil)
        #expect(try rollout("rollout: default\n") == RolloutSpec())
        #expect(try rollout("rollout: {}\n") == RolloutSpec())
        #expect(try rollout("rollout: {interval: 1}\n")?.interval == 1)
    }

    @Test func tellsAllThatIsWrong() throws {
        let text = Self.deployment + """
            rollout:
              steps:
                - {kind: mirror, weight: 60}
                - {kind: lve, weight: 5}
                - {weight: 5, samples: 3}
              limits: {psi: high, disagreement: 2, latency_facter: 2}
              golden_requests: nowhere.jsonl
              when_inconclusive: wait
              sticky_header: "no header"
              interval: 0

            """
        #expect(
            lines { _ = try OnlineDeploymentDocument.read(text: text, file: "/d/d.yml") } == [
                #"/d/d.yml:6:7: error: step 1, mirror 60 %, must have a weight of 1 to 50"#,
                #"/d/d.yml:7:14: error: "lve" is not a value of "kind", did you mean "live"?"#,
                #"/d/d.yml:8:7: error: field "kind" of a step is missing"#,
                #"/d/d.yml:8:19: error: unknown field "samples""#,
                #"/d/d.yml:9:17: error: "psi" must be a number, not "high""#,
                #"/d/d.yml:9:37: error: "disagreement" is 2 and must be between 0 and 1"#,
                #"/d/d.yml:9:40: error: unknown field "latency_facter", did you mean "latency_factor"?"#,
                #"/d/d.yml:10:20: error: "golden_requests" names '/d/nowhere.jsonl', which does not exist"#,
                #"/d/d.yml:11:22: error: "wait" is not a value of "when_inconclusive"; use one of: hold, rollback"#,
                #"/d/d.yml:12:18: error: "no header" cannot be the name of a header; use letters, digits and '-', "#
                    + "e.g. x-user-id",
                #"/d/d.yml:13:13: error: "interval" is 0 and must be between 1 and 300"#,
            ])
    }

    @Test func goldenRequestsAreToldByTheirLine() throws {
        let folder = try Folder([
            "golden.jsonl": "{\"request\": 1}\n{\"requests\": 2}\n{\"request\": 1, \"respons\": 2}\nno\n",
            "plan.yml": "golden_requests: golden.jsonl\n",
        ])
        #expect(
            lines(of: { _ = try RolloutDocument.read(file: folder.path + "/plan.yml") }, in: folder) == [
                #"golden.jsonl:2:1: error: a golden request is an object with a "request"; "#
                    + #"write {"request": …, "response": …} in one line"#,
                #"golden.jsonl:3:1: error: unknown member "respons", did you mean "response"?"#,
                "golden.jsonl:4:1: error: the line is not JSON: no value starts like this at byte 0",
            ])
    }
}
