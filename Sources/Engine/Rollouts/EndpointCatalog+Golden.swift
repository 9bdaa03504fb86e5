import Domain
import FoundationEssentials
import Scoring

extension EndpointCatalog {
    /// Sends a rollout's golden requests to its deployment; what is wrong with the first bad answer, in a sentence.
    func goldenFailure(of rollout: Rollout, on endpoint: EndpointName) async -> String? {
        let name = rollout.deployment
        live[endpoint]?.deployments[name]?.holds += 1
        defer { live[endpoint]?.deployments[name]?.holds -= 1 }
        do {
            try await wake(name, of: endpoint)
        } catch {
            return "\(name) does not answer: \((error as? AtelierError)?.message ?? "\(error)")"
        }
        var rule = ComparisonRule(rollout.spec.limits)
        // What must be answered is written down: any difference counts.
        if rule.comparison == .none { rule.comparison = .auto }
        for (index, request) in rollout.spec.goldenRequests.enumerated() {
            guard !isStopping, let workers = live[endpoint]?.deployments[name]?.workers else {
                return "\(name) was stopped"
            }
            let answer = await front.answer(to: request.body, by: workers)
            if let problem = Self.problem(of: answer, to: request, rule) {
                return "golden request \(index + 1) of \(rollout.spec.goldenRequests.count): \(problem)"
            }
        }
        return nil
    }

    private static func problem(
        of answer: ProbeAnswer, to request: GoldenRequest, _ rule: ComparisonRule
    ) -> String? {
        let text = answer.body.count > 200 ? "\(answer.body.prefix(200))…" : answer.body
        guard (200...299).contains(answer.status) else { return "it was answered \(answer.status): \(text.neutralised)" }
        guard let expected = request.expected else { return nil }
        guard let given = try? JSONParser.parse(answer.body) else {
            return "it was answered \(text.neutralised), which is not JSON"
        }
        // A score that differs is a difference here, whatever its distribution.
        guard AnswerComparison(expected, given, rule: rule).verdict != .same else { return nil }
        let wanted = expected.compactText
        return "it was answered \(text.neutralised), not \((wanted.count > 200 ? "\(wanted.prefix(200))…" : wanted).neutralised)"
    }
}
