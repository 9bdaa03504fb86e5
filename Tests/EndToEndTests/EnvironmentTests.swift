import Foundation
import Testing

/// Python environments built from PyPI: once for all who ask, and never again.
@Suite struct EnvironmentTests {
    @Test(
        .ends, .enabled(if: ProcessInfo.processInfo.environment["ATELIER_TEST_PYPI"] == "1", "needs PyPI"))
    func oneEnvironmentIsBuiltOnceForAll() async throws {
        try await Box.with { box in
            let file = try box.write(
                """
                type: command
                command: python -c "import six; print('six', six.__version__)"
                environment:
                  image: python
                  conda_file:
                    dependencies:
                      - python=3.11
                      - pip
                      - pip:
                          - six==1.16.0
                compute: azureml:local
                """, to: "six.yml")
            async let first = box.submit(file)
            async let second = box.submit(file)
            let jobs = try await [first, second]
            for job in jobs {
                let streamed = try await box.stream(job)
                #expect(streamed.code == 0, "\(streamed.output)")
                #expect(streamed.output.contains("six 1.16.0"))
            }
            // Whoever waits for a build reads its log from the start, so two logs of one build are the same.
            let logs = try jobs.map { try Data(contentsOf: box.logFile(of: $0)) }
            #expect(logs[0] == logs[1])
            let records = try box.environmentRecords()
            #expect(records.count == 1)

            let third = try await box.submit(file)
            let again = try await box.stream(third)
            #expect(again.code == 0)
            #expect(try box.environmentRecords() == records)
            #expect(try Data(contentsOf: box.logFile(of: third)) != logs[0])
        }
    }
}

extension Box {
    /// What the engine wrote about each environment it built.
    fileprivate func environmentRecords() throws -> [String: Data] {
        let folder = home.appending(path: "environments")
        var records: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let record = folder.appending(path: "\(name)/environment.json")
            if FileManager.default.fileExists(atPath: record.path) { records[name] = try Data(contentsOf: record) }
        }
        return records
    }
}
