import Domain

extension DeploymentPlan {
    /// What a worker may see of the engine's own environment; the rest (keys, tokens, Python settings) stays behind.
    private static let inherited: Set<String> = [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR", "LD_LIBRARY_PATH",
        "http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE",
        "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CUDA_VISIBLE_DEVICES",
    ]

    /// One thread pool each for the numerical libraries: as wide as a worker's share of the box.
    private static let threadVariables = [
        "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "BLIS_NUM_THREADS",
    ]

    /// The environment of a worker, Azure's names included (`AZUREML_MODEL_DIR`, `AML_APP_ROOT`, …); the user's own
    /// variables win.
    package func environment(inheriting parent: [String: String], hostName: String) -> [String: String] {
        var result = parent.filter { Self.inherited.contains($0.key) || $0.key.hasPrefix("LC_") }
        let binaries = python.splitAtLastComponent.folder
        let prefix = binaries.splitAtLastComponent.folder
        result["PATH"] = [binaries, result["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"].joined(separator: ":")
        result["VIRTUAL_ENV"] = prefix
        result["AZUREML_INFERENCE_PYTHON_PATH"] = prefix
        result["AML_APP_ROOT"] = codeFolder
        if let scoringScript { result["AZUREML_ENTRY_SCRIPT"] = scoringScript }
        result["AZUREML_MODEL_DIR"] = modelDirectory
        result["SERVICE_NAME"] = endpoint.rawValue
        result["SERVICE_VERSION"] = deployment.rawValue
        result["SERVICE_PATH_PREFIX"] = "endpoints/\(endpoint)"
        result["HOSTNAME"] = hostName
        result["WORKER_COUNT"] = String(workers)
        result["SCORING_TIMEOUT_MS"] = String(requestSettings.requestTimeoutMilliseconds)
        for name in Self.threadVariables { result[name] = String(cores) }
        result.merge(environmentVariables) { _, users in users }
        return result
    }
}
