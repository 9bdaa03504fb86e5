import Domain
import NIOCore

extension ScoringState {
    /// What one deployment has to show.
    private struct Shown {
        let endpoint: EndpointName
        let deployment: DeploymentName
        let weight: Int
        let tallies: [TrafficMeter.Tally]
        let instruments: RuntimeInstruments
        let version: String
        let collected: PayloadCollector.Counts?
        /// Of its copies, if it ever got some.
        let shadow: ShadowTally?

        var labels: [(String, String)] { [("endpoint", endpoint.rawValue), ("deployment", deployment.rawValue)] }
        /// As Triton labels a model.
        var model: [(String, String)] { [("model", deployment.rawValue), ("version", version)] }
    }

    /// All endpoints' metrics, in Prometheus' format: our own names first, then those of Triton that cost nothing.
    func metrics() async -> HTTPReply {
        var page = MetricsPage()
        var shown: [Shown] = []
        var refused: [(EndpointName, [TrafficMeter.Tally])] = []
        for route in routes {
            let tallies = route.meter.snapshot()
            let shadows = route.shadows.all
            refused.append((route.route.endpoint, tallies.filter { $0.deployment == nil }))
            for name in route.deploymentNames.map({ DeploymentName($0) }) {
                let runtime = route.deployment(named: name.rawValue)?.runtime
                shown.append(Shown(
                    endpoint: route.route.endpoint, deployment: name, weight: route.route.traffic[name],
                    tallies: tallies.filter { $0.deployment == name },
                    instruments: await runtime?.instruments() ?? RuntimeInstruments(),
                    version: runtime.map(CompiledRoute.version) ?? "", collected: route.collectors[name]?.counts,
                    shadow: shadows[name]))
            }
        }
        Self.writeRequests(shown, refused, into: &page)
        Self.writeRuntimes(shown, into: &page)
        Self.writeTritonNames(shown, into: &page)
        var reply = HTTPReply(200, text: "")
        reply.contentType = MetricsPage.contentType
        reply.body.writeString(page.text)
        return reply
    }

    private static func writeRequests(
        _ shown: [Shown], _ refused: [(EndpointName, [TrafficMeter.Tally])], into page: inout MetricsPage
    ) {
        page.family("atelier_scoring_requests_total", .counter, "Requests answered, by the status of the answer.")
        let all = shown.map { ($0.labels, $0.tallies) }
            + refused.map { ([("endpoint", $0.rawValue), ("deployment", "")], $1) }
        for (labels, tallies) in all {
            for tally in tallies {
                for (status, count) in tally.codes {
                    page.sample(
                        "atelier_scoring_requests_total",
                        labels + [("code", String(status)), ("protocol", "\(tally.dialect.label)")], count)
                }
            }
        }
        let histograms: [(String, String, KeyPath<TrafficMeter.Tally, DurationHistogram>)] = [
            ("request", "From a request's head to its answer.", \.duration),
            ("queue", "In a deployment, but not computing.", \.queue),
            ("compute", "Computing the answer: run(), or the model.", \.compute),
        ]
        for (name, help, part) in histograms {
            let name = "atelier_scoring_\(name)_duration_seconds"
            page.family(name, .histogram, help)
            for entry in shown {
                for tally in entry.tallies where tally[keyPath: part].count > 0 {
                    page.histogram(
                        name, entry.labels + [("protocol", "\(tally.dialect.label)")], tally[keyPath: part])
                }
            }
        }
    }

    private static func writeRuntimes(_ shown: [Shown], into page: inout MetricsPage) {
        func gauge(_ name: String, _ help: String, _ value: (Shown) -> Double?) {
            page.family(name, .gauge, help)
            for entry in shown {
                if let value = value(entry) { page.sample(name, entry.labels, value) }
            }
        }
        gauge("atelier_scoring_requests_in_flight", "Requests that run or wait now.") {
            Double($0.instruments.inFlight + $0.instruments.queued)
        }
        gauge("atelier_scoring_requests_queued", "Requests that wait now.") { Double($0.instruments.queued) }
        gauge("atelier_scoring_model_load_seconds", "How long the last start took until it answered.") {
            $0.instruments.loadSeconds
        }
        gauge("atelier_traffic_weight", "The share of the endpoint's traffic, in percent.") { Double($0.weight) }
        page.family("atelier_shadow_compared_total", .counter, "Answers to copies, by how they differ from the live ones.")
        for entry in shown {
            for verdict in ShadowVerdict.allCases {
                guard let shadow = entry.shadow else { continue }
                page.sample(
                    "atelier_shadow_compared_total", entry.labels + [("verdict", verdict.rawValue)], shadow[verdict])
            }
        }
        gauge("atelier_shadow_disagreement_ratio", "The share of compared answers that differ, scores aside.") {
            $0.shadow?.disagreement
        }
        page.family("atelier_scoring_worker_restarts_total", .counter, "Workers started in place of others.")
        for entry in shown {
            for (reason, count) in entry.instruments.restarts.sorted(by: { $0.key < $1.key }) {
                page.sample("atelier_scoring_worker_restarts_total", entry.labels + [("reason", reason)], count)
            }
        }
        page.family("atelier_scoring_batch_size", .histogram, "Requests scored as one.")
        for entry in shown {
            guard let batches = entry.instruments.batches else { continue }
            // Buckets of powers of two, whatever the largest batch was.
            let edges = (0..<8).map { Double(1 << $0) }
            var counts = [Int](repeating: 0, count: edges.count + 1)
            for (index, count) in batches.enumerated() {
                counts[edges.firstIndex { Double(index + 1) <= $0 } ?? edges.count] += count
            }
            let sum = batches.enumerated().reduce(0.0) { $0 + Double(($1.offset + 1) * $1.element) }
            page.histogram("atelier_scoring_batch_size", entry.labels, edges: edges, counts: counts, sum: sum)
        }
        page.family("atelier_collected_payloads_total", .counter, "Requests and answers kept, or lost to a slow disk.")
        for entry in shown {
            guard let counts = entry.collected else { continue }
            page.sample("atelier_collected_payloads_total", entry.labels + [("outcome", "kept")], counts.kept)
            page.sample("atelier_collected_payloads_total", entry.labels + [("outcome", "dropped")], counts.dropped)
        }
    }

    private static func writeTritonNames(_ shown: [Shown], into page: inout MetricsPage) {
        func counter(_ name: String, _ help: String, _ value: (TrafficMeter.Tally) -> Int) {
            page.family(name, .counter, help)
            for entry in shown where !entry.tallies.isEmpty {
                page.sample(
                    name, [("endpoint", entry.endpoint.rawValue)] + entry.model,
                    entry.tallies.reduce(0) { $0 + value($1) })
            }
        }
        func microseconds(_ histogram: DurationHistogram) -> Int { Int(histogram.nanoseconds / 1000) }
        counter("nv_inference_request_success", "Requests answered with 2xx.") { $0.succeeded }
        counter("nv_inference_request_failure", "Requests answered otherwise.") { $0.failed }
        counter("nv_inference_count", "Requests scored.") { $0.compute.count }
        counter("nv_inference_request_duration_us", "Time of all requests.") { microseconds($0.duration) }
        counter("nv_inference_queue_duration_us", "Time not computing.") { microseconds($0.queue) }
        counter("nv_inference_compute_infer_duration_us", "Time computing.") { microseconds($0.compute) }
        page.family("nv_inference_pending_request_count", .gauge, "Requests that wait now.")
        for entry in shown {
            page.sample(
                "nv_inference_pending_request_count", [("endpoint", entry.endpoint.rawValue)] + entry.model,
                entry.instruments.queued)
        }
    }
}
