import Domain

/// The variables a command finds, as Azure ML sets them, in an otherwise clean environment: nothing of the engine's own
/// leaks into a job. What the user wrote in `environment_variables` is laid over these. Pure.
struct EnvironmentVariables: Sendable {
    let job: Job
    let layout: JobLayout
    let findings: JobPlanner.Findings

    func all(inputs: [String: String], outputs: [String: String]) -> [String: String] {
        var all = findings.inherited.filter { Self.inheritable.contains($0.key) }
        all["TERM"] = "dumb"
        all["PYTHONUNBUFFERED"] = "1"
        activateEnvironment(&all)
        describeRun(&all)
        describeFolders(&all)
        describeData(&all, inputs: inputs, outputs: outputs)
        return all
    }

    private func activateEnvironment(_ all: inout [String: String]) {
        let path = findings.inherited["PATH"] ?? Self.usualPath
        all["PATH"] = findings.environment.programs.map { "\($0):\(path)" } ?? path
        guard let prefix = findings.environment.prefix else { return }
        all["VIRTUAL_ENV"] = prefix
        all["AZUREML_CONDA_ENVIRONMENT_PATH"] = prefix
    }

    private func describeRun(_ all: inout [String: String]) {
        let access = findings.access
        all["MLFLOW_TRACKING_URI"] = access.trackingURI
        all["MLFLOW_TRACKING_TOKEN"] = access.token
        all["MLFLOW_RUN_ID"] = job.name.rawValue
        all["MLFLOW_EXPERIMENT_ID"] = access.experimentID
        all["MLFLOW_EXPERIMENT_NAME"] = job.experiment
        all["AZUREML_RUN_ID"] = job.name.rawValue
        all["AZUREML_ROOT_RUN_ID"] = job.name.rawValue
        all["AZUREML_EXPERIMENT_ID"] = access.experimentID
        all["AZUREML_EXPERIMENT_NAME"] = job.experiment
        all["AZUREML_ARM_SUBSCRIPTION"] = Self.subscription
        all["AZUREML_ARM_RESOURCEGROUP"] = findings.resourceGroup.rawValue
        all["AZUREML_ARM_WORKSPACE_NAME"] = job.workspace.rawValue
        all["AZUREML_ARM_PROJECT_NAME"] = job.experiment
        all["AZUREML_RUN_TOKEN"] = access.token
        // Tokens of jobs do not expire while the job is there; scripts only look whether this is in the future.
        all["AZUREML_RUN_TOKEN_EXPIRY"] = "4102444800"
        all["AZUREML_SERVICE_ENDPOINT"] = access.trackingURI
        all["AZUREML_DISCOVERY_SERVICE_ENDPOINT"] = "\(access.trackingURI)/discovery"
    }

    private func describeFolders(_ all: inout [String: String]) {
        all["AZUREML_OUTPUT_DIR"] = layout.outputs
        all["AZUREML_OUTPUT_DIRECTORY"] = layout.outputs
        all[DistributionPlanner.nodeRank] = "0"
        all["AZUREML_NODE_COUNT"] = "\(findings.nodes.count)"
        all["AZUREML_CR_EXECUTION_WORKING_DIR_PATH"] = layout.work
        all["AZUREML_CR_DATA_CAPABILITY_PATH"] = layout.inputs
        all["AZUREML_CR_COMPUTE_CONTEXT"] = job.compute.rawValue
        all["AZUREML_COMPUTE_USE_COMMON_RUNTIME"] = "true"
        all["AZ_BATCH_HOST_LIST"] = "127.0.0.1"
    }

    private func describeData(_ all: inout [String: String], inputs: [String: String], outputs: [String: String]) {
        for (name, input) in job.spec.work.inputs {
            if case .literal(let value) = input { all["AZUREML_PARAMETER_\(name)"] = value.argumentText }
        }
        for (name, path) in inputs {
            all["AZURE_ML_INPUT_\(name)"] = path
            all["AZUREML_DATAREFERENCE_\(name)"] = path
        }
        for (name, path) in outputs {
            all["AZURE_ML_OUTPUT_\(name)"] = path
            all["AZUREML_DATAREFERENCE_\(name)"] = path
        }
    }

    private static let inheritable: Set<String> = [
        "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "SHELL", "LD_LIBRARY_PATH", "SSL_CERT_FILE",
        "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy",
        "no_proxy",
    ]
    static let usualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    private static let subscription = "00000000-0000-0000-0000-000000000000"
}
