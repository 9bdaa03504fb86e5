import ControlAPI
import Domain
import FoundationEssentials
import Testing

@testable import Studio

@Suite struct PlainDashboardTests {
    private let time = Date(timeIntervalSince1970: 1_773_496_951)

    private func job(
        _ name: JobName, _ status: JobStatus, called: String, reason: String? = nil, code: Int32? = nil,
        seconds: Double? = nil, place: Int? = nil, metric: LatestMetric? = nil
    ) -> JobSummary {
        JobSummary(
            name: name, displayName: called, experiment: "e", status: status, reason: reason, exitCode: code,
            compute: "local", createdAt: time, createdBy: "ana",
            startedAt: seconds.map { time.addingTimeInterval(-$0) }, queuePosition: place, lastMetric: metric)
    }

    @Test func everyNounIsASectionAndEveryEntryALine() throws {
        var data = StudioData(workspace: "lab")
        let creation = CreationContext(at: time.addingTimeInterval(-7200), by: "ana")
        data.computes = [
            Compute(
                workspace: "lab", spec: ComputeSpec(name: "cpu", maxInstances: 2), provisioningState: .succeeded,
                nodes: [ComputeNode(name: "n0", state: .running, job: "a", since: time, cores: [0], memory: ByteCount(1))],
                creation: creation)
        ]
        data.jobs.replace(
            with: [
                job("a", .running, called: "train", seconds: 65, metric: LatestMetric(key: "loss", value: 0.25)),
                job("b", .queued, called: "b", reason: "waits for a node", place: 2),
                job("c", .failed, called: "ev\u{1B}[31mil\nname", reason: "the command failed", code: 3, seconds: 3700),
            ], count: 9)
        data.endpoints = [
            EndpointDetails(
                endpoint: OnlineEndpoint(
                    workspace: "lab", name: "iris", authMode: .key, traffic: try TrafficSplit(["blue": 100]),
                    provisioningState: .succeeded, creation: creation),
                scoringURI: "http://box/score", openapiURI: "http://box/swagger.json")
        ]
        data.deployments = [
            OnlineDeployment(
                workspace: "lab", spec: OnlineDeploymentSpec(name: "blue", endpoint: "iris", model: nil),
                provisioningState: .failed, reason: "score.py is not there",
                model: AssetReference(name: "iris", selector: .version("2")), creation: creation)
        ]
        #expect(
            PlainDashboard(data: data, now: time).text == """
                Workspace lab

                Computes
                  cpu  Succeeded  1 of 1 node busy  at most 2

                Jobs, the newest 3 of 9
                  Running  a  train                01:05                  loss 0.25
                  Queued   b                       number 2 in the queue             waits for a node
                  Failed   c  ev\\u{1B}[31mil name  1:01:40                           exit 3: the command failed

                Models
                  none

                Endpoints
                  iris       Succeeded                       http://box/score
                  iris/blue  Failed     100% of the traffic  iris:2            score.py is not there

                """)
    }

    @Test func theEngineIsToldOf() {
        var data = StudioData(workspace: "lab")
        data.status = EngineStatus(
            version: "1", pid: 1, startedAt: time.addingTimeInterval(-180), home: "/h", socket: "/s", trackingURI: "t",
            scoringURI: "s", jobsRunning: 1, jobsQueued: 4, deployments: 0, lastEvent: 0)
        let lines = PlainDashboard(data: data, now: time).text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.prefix(3) == ["Workspace lab", "Engine up for 3m, 1 job running, 4 queued", ""])
    }
}
