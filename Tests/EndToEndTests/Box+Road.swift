import Foundation

/// The steps of the road that several tests walk.
extension Box {
    /// Writes a job that needs no packages and runs `command`.
    func writeJob(_ name: String, command: String, more: String = "") throws -> String {
        try write(
            """
            $schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json
            type: command
            experiment_name: e2e
            command: |
            \(command.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))
            environment:
              image: python
            compute: azureml:local
            \(more)
            """, to: "\(name).yml")
    }

    /// Submits a job file and returns the job's name.
    func submit(_ file: String) async throws -> String {
        try await atelier("job", "create", "--file", file, "--query", "name", "-o", "tsv")
    }

    /// Streams the job to its end and returns what it printed.
    func stream(_ job: String) async throws -> Outcome {
        try await run("job", "stream", "--name", job)
    }

    func status(of job: String) async throws -> String {
        try await atelier("job", "show", "--name", job, "--query", "status", "-o", "tsv")
    }

    func logFile(of job: String) -> URL {
        home.appending(path: "workspaces/default/jobs/\(job)/artifacts/user_logs/std_log.txt")
    }

    func createEndpoint(_ name: String) async throws {
        let file = try write("name: \(name)\nauth_mode: key\n", to: "\(name).yml")
        try await atelier("online-endpoint", "create", "--file", file)
    }

    /// A deployment that answers with `script`'s `run`.
    func deploy(_ name: String, on endpoint: String, script: String, allTraffic: Bool, more: String = "") async throws {
        try write(script, to: "\(endpoint)-\(name)/score.py")
        let file = try write(
            """
            name: \(name)
            endpoint_name: \(endpoint)
            code_configuration:
              code: ./\(endpoint)-\(name)
              scoring_script: score.py
            environment:
              image: python
            instance_type: Standard_DS2_v2
            instance_count: 1
            \(more)
            """, to: "\(endpoint)-\(name).yml")
        let arguments = ["online-deployment", "create", "--file", file] + (allTraffic ? ["--all-traffic"] : [])
        let outcome = try await run(arguments)
        guard outcome.code == 0 else { throw Failure(outcome.errors) }
    }

    /// What `online-endpoint invoke` prints for a request.
    func invoke(_ endpoint: String, _ request: String = "{}") async throws -> String {
        let file = try write(request, to: "request.json")
        return try await atelier("online-endpoint", "invoke", "--name", endpoint, "--request-file", file)
    }

    /// Where an endpoint answers, and the key that opens it.
    func door(of endpoint: String) async throws -> Door {
        let uri = try await atelier(
            "online-endpoint", "show", "--name", endpoint, "--query", "scoring_uri", "-o", "tsv")
        let key = try await atelier(
            "online-endpoint", "get-credentials", "--name", endpoint, "--query", "primaryKey", "-o", "tsv")
        return Door(box: self, uri: uri, key: key)
    }
}
