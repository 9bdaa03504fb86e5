import Domain
import Foundation
import LinuxSystem
import Runtimes
import Testing

@testable import Engine

@Suite struct JobPlannerTests {
    private let layout = JobLayout(root: "/h/jobs/fox")

    private func job(_ work: CommandWork) throws -> Job {
        let spec = try JobPlanner.checked(JobSpec(work: .command(work)), name: "fox")
        return Job(
            name: "fox", workspace: "ws", spec: spec, experiment: "iris", displayName: "fox", status: .starting,
            attempt: 2, compute: "cpu", creation: CreationContext(at: Date(timeIntervalSince1970: 0), by: "anna"))
    }

    private func work(_ command: String) -> CommandWork {
        CommandWork(command: command, environment: .inline(EnvironmentSpec()))
    }

    private func findings(
        environment: PreparedEnvironment = .box, inputs: [String: JobPlanner.FoundInput] = [:],
        outputs: [String: String] = [:]
    ) -> JobPlanner.Findings {
        JobPlanner.Findings(
            resourceGroup: "rg", environment: environment, inputs: inputs, outputs: outputs,
            nodes: [
                ComputeNode(
                    name: "cpu-0", state: .running, since: Date(timeIntervalSince1970: 0), cores: [1],
                    memory: .gibibytes(2), processMemory: .gibibytes(4))
            ],
            access: RunAccess(trackingURI: "http://127.0.0.1:5000", experimentID: "7", token: "t"),
            inherited: [
                "HOME": "/home/anna", "PATH": "/bin", "AWS_SECRET": "x", "PYTHONDONTWRITEBYTECODE": "1",
                "HTTPS_PROXY": "http://proxy", "TERM": "xterm",
            ])
    }

    private func plan(_ work: CommandWork, _ findings: JobPlanner.Findings) throws -> JobPlan {
        try JobPlanner(job: job(work), layout: layout).plan(findings)
    }

    @Test func theEnvironmentIsCleanAndComplete() throws {
        var work = work("python train.py")
        work.inputs = ["rate": .literal(.double(0.1)), "flag": .literal(.bool(true))]
        work.environmentVariables = ["MLFLOW_RUN_ID": "mine", "RATE": "${{inputs.rate}}"]
        let plan = try plan(work, findings(environment: PreparedEnvironment(prefix: "/env")))
        let variables = plan.runner.environment
        #expect(variables["AWS_SECRET"] == nil)
        #expect(variables["PYTHONDONTWRITEBYTECODE"] == nil)
        #expect(variables["PATH"] == "/env/bin:/bin")
        #expect(variables["VIRTUAL_ENV"] == "/env")
        #expect(variables["PYTHONUNBUFFERED"] == "1")
        #expect(variables["TERM"] == "dumb")
        #expect(variables["HTTPS_PROXY"] == "http://proxy")
        #expect(variables["MLFLOW_TRACKING_URI"] == "http://127.0.0.1:5000")
        #expect(variables["MLFLOW_TRACKING_TOKEN"] == "t")
        #expect(variables["MLFLOW_EXPERIMENT_NAME"] == "iris")
        #expect(variables["AZUREML_RUN_ID"] == "fox")
        #expect(variables["AZUREML_ARM_WORKSPACE_NAME"] == "ws")
        #expect(variables["AZUREML_ARM_RESOURCEGROUP"] == "rg")
        #expect(variables["AZUREML_PARAMETER_rate"] == "0.1")
        #expect(variables["AZUREML_PARAMETER_flag"] == "True")
        #expect(variables["AZUREML_OUTPUT_DIR"] == layout.outputs)
        // What the user wrote wins.
        #expect(variables["MLFLOW_RUN_ID"] == "mine")
        #expect(variables["RATE"] == "0.1")
        #expect(plan.runner.attempt == "fox.2")
        #expect(plan.runner.cores == [1])
        #expect(plan.runner.limits.data == 4 << 30 && plan.runner.limits.addressSpace == nil)
    }

    @Test func inputsAreMountedCopiedOrPassed() throws {
        var work = work("cat ${{inputs.folder}} ${{inputs.file}} ${{inputs.copy}} ${{inputs.uri}}")
        work.inputs = [
            "folder": .data(DataInput(location: .local("/d"))),
            "file": .data(DataInput(type: .uriFile, location: .local("/d/a.csv"))),
            "copy": .data(DataInput(location: .local("/d"), mode: .download)),
            "uri": .data(DataInput(location: .datastore("blob", path: "x"), mode: .direct)),
        ]
        let plan = try plan(
            work,
            findings(inputs: [
                "folder": .init(path: "/d/", isFile: false), "file": .init(path: "/d/a.csv", isFile: true),
                "copy": .init(path: "/d", isFile: false), "uri": .init(path: "/x", isFile: false),
            ]))
        #expect(
            plan.runner.command == "cat /d /h/jobs/fox/inputs/file/a.csv "
                + "/h/jobs/fox/inputs/copy azureml://datastores/blob/paths/x")
        #expect(
            Set(plan.staging) == [
                .link(at: "/h/jobs/fox/inputs/folder", to: "/d"),
                .link(at: "/h/jobs/fox/inputs/file/a.csv", to: "/d/a.csv"),
                .copy(from: "/d", to: "/h/jobs/fox/inputs/copy"),
            ])
        #expect(plan.runner.environment["AZURE_ML_INPUT_folder"] == "/d")
    }

    @Test func outputsGoWhereAzurePutsThem() throws {
        var work = work("python a.py --model ${{outputs.model}}")
        work.outputs = [
            "model": JobOutput(),
            "table": JobOutput(type: .uriFile),
            "named": JobOutput(location: .datastore("workspaceblobstore", path: "m/${{name}}/")),
        ]
        let job = try job(work)
        let outputs = job.spec.work.outputs
        #expect(
            outputs["model"]?.location?.description
                == "azureml://datastores/workspaceblobstore/paths/azureml/fox/model/")
        #expect(outputs["named"]?.location?.description == "azureml://datastores/workspaceblobstore/paths/m/fox/")
        let table = try #require(outputs["table"])
        #expect(JobPlanner.outputPath("table", table, at: "/s/azureml/fox/table/") == "/s/azureml/fox/table/table")
        let plan = try plan(work, findings(outputs: ["model": "/s/model", "table": "/s/table/table"]))
        #expect(plan.runner.command == "python a.py --model /s/model")
        #expect(plan.staging.contains(.makeFolder("/s/model")))
        #expect(plan.staging.contains(.makeFolder("/s/table")))
        #expect(plan.runner.environment["AZURE_ML_OUTPUT_model"] == "/s/model")
    }

    @Test func whatCannotRunIsRefusedAtOnce() {
        #expect(throws: AtelierError.self) { try job(work(" ")) }
        #expect(throws: AtelierError.self) { try job(work("echo ${{inputs.nothing}}")) }
        #expect(throws: AtelierError.self) {
            var work = work("true")
            work.environmentVariables = ["A=B": "x"]
            return try job(work)
        }
        #expect(throws: AtelierError.self) {
            var work = work("true")
            work.timeout = 0
            return try job(work)
        }
    }
}
