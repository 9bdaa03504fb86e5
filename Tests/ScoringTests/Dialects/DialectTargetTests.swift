import Testing

@testable import Scoring

@Suite struct DialectTargetTests {
    private func target(_ path: String) -> RequestTarget {
        Array(path.utf8).withUnsafeBytes { RequestTarget($0) }
    }

    private func asked(_ dialect: Dialect, _ ask: DialectTarget.Ask) -> RequestTarget {
        .dialect(endpoint: "a", DialectTarget(dialect, ask))
    }

    @Test func everyDialectHasItsPaths() {
        let m = DialectTarget.Model(name: "m", version: nil)
        let m7 = DialectTarget.Model(name: "m", version: "7")
        for (path, ask) in [
            ("v2", .server), ("v2/", .server), ("v2/health/live", .live), ("v2/health/ready", .ready),
            ("v2/repository/index", .index), ("v2/models/stats", .statistics(nil)), ("v2/models/m", .model(m)),
            ("v2/models/m/ready", .modelReady(m)), ("v2/models/m/infer", .score(m)),
            ("v2/models/m/stats", .statistics(m)), ("v2/models/m/versions/7", .model(m7)),
            ("v2/models/m/versions/7/ready", .modelReady(m7)), ("v2/models/m/versions/7/infer", .score(m7)),
            ("v2/models", .nothing), ("v2/models/m/config", .nothing), ("v2/models/m/infer/x", .nothing),
        ] as [(String, DialectTarget.Ask)] {
            #expect(target("/endpoints/a/\(path)") == asked(.openInference, ask), "\(path)")
        }
        for (path, ask) in [
            ("v1/models", .models), ("v1/models/m", .modelReady(m)), ("v1/models/m:predict", .score(m)),
            ("v1/models/m:explain", .explain), ("v1/models/m:dance", .nothing), ("v1/other", .nothing),
        ] as [(String, DialectTarget.Ask)] {
            #expect(target("/endpoints/a/\(path)") == asked(.kserve, ask), "\(path)")
        }
        #expect(target("/endpoints/a/invocations") == asked(.mlflow, .score(nil)))
        #expect(target("/endpoints/a/ping") == asked(.mlflow, .ready))
        #expect(target("/endpoints/a/health") == asked(.mlflow, .ready))
        #expect(target("/endpoints/a/version") == asked(.mlflow, .version))
        for path in [
            "/endpoints/a/predict", "/endpoints/a:predict", "/v1/projects/p/locations/l/endpoints/a:predict",
            "/endpoints/a/v1/projects/p/locations/l/endpoints/9:predict",
        ] {
            #expect(target(path) == asked(.vertex, .score(nil)), "\(path)")
        }
        #expect(target("/metrics") == .metrics)
    }

    @Test func whatIsNearlyAPathIsNone() {
        for path in [
            "/endpoints/a/invocations/x", "/endpoints/a/pings", "/endpoints/a:explain", "/v1/projects/p/endpoints/a:predict",
            "/v1/models/a:predict", "/v2", "/metrics/", "/endpoints/a/score/", "/endpoints/a/v3", "/endpoints/a//score",
        ] {
            #expect(target(path) == .unknown, "\(path)")
        }
    }
}
