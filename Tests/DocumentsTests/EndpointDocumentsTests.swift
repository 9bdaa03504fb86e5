import Documents
import Domain
import Testing

@Suite struct EndpointDocumentsTests {
    static let files = [
        "src/score.py": "def init(): pass\n",
        "model.joblib": "x",
        "conda.yml": "dependencies: [python=3.10, pip: [joblib]]\n",
        "deployment.yml": """
        $schema: https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json
        name: blue
        endpoint_name: wine-endpoint
        model: azureml:wine@latest
        code_configuration:
          code: ./src
          scoring_script: score.py
        environment:
          image: mcr.microsoft.com/azureml/minimal-ubuntu20.04-py310-cpu-inference
          conda_file: ./conda.yml
        instance_type: Standard_DS2_v2
        instance_count: 2
        request_settings: {request_timeout_ms: 3000, max_concurrent_requests_per_instance: 4}
        liveness_probe: {initial_delay: 0, failure_threshold: 3}
        app_insights_enabled: on
        scale_settings: {type: default}

        """,
    ]

    @Test func readsAnEndpoint() throws {
        let text = """
            name: wine-endpoint
            auth_mode: aml_token
            traffic: {blue: 90, green: 10}

            """
        let spec = try OnlineEndpointDocument.read(text: text, file: "endpoint.yml").value
        #expect(spec.name == "wine-endpoint")
        #expect(spec.authMode == .amlToken)
        #expect(spec.traffic == (try TrafficSplit(["blue": 90, "green": 10])))
        #expect(try OnlineEndpointDocument.read(flags: ["name": "wine"]).value.authMode == .key)
    }

    @Test func refusesTrafficThatDoesNotAddUp() {
        let text = "name: 1e\ntraffic: {blue: 90, green: 20}\nmirror_traffic: {blue: 60}\nauth_mode: keys\n"
        #expect(
            lines { _ = try OnlineEndpointDocument.read(text: text, file: "e.yml") } == [
                "e.yml:1:7: error: '1e' cannot be the name of an endpoint; use 3 to 32 letters, digits or '-', "
                    + "starting with a letter and not ending with '-'",
                "e.yml:2:10: error: the traffic adds up to 110 %; make it 100, or 0 to stop all traffic",
                #"e.yml:3:24: error: "blue" is 60 and must be between 0 and 50"#,
                #"e.yml:4:12: error: "keys" is not a value of "auth_mode", did you mean "key"?"#,
            ])
    }

    @Test func readsADeployment() throws {
        let folder = try Folder(Self.files)
        let spec = try OnlineDeploymentDocument.read(file: folder.path + "/deployment.yml").value
        #expect(spec.name == "blue")
        #expect(spec.endpoint == "wine-endpoint")
        #expect(spec.model == .registered(AssetReference(name: "wine", selector: .label("latest"))))
        #expect(spec.code == CodeConfiguration(code: folder.path + "/src", scoringScript: "score.py"))
        #expect(spec.instanceType == "Standard_DS2_v2")
        #expect(spec.instanceCount == 2)
        #expect(
            spec.requestSettings
                == RequestSettings(requestTimeoutMilliseconds: 3000, maxConcurrentRequestsPerInstance: 4))
        #expect(spec.livenessProbe == ProbeSettings(initialDelay: 0, failureThreshold: 3))
        #expect(spec.readinessProbe == ProbeSettings())
        #expect(spec.appInsightsEnabled)
    }

    @Test func namesMayComeFromFlags() throws {
        let text = "endpoint_name: wine\ninstance_type: Standard_DS2_v2\n"
        let spec = try OnlineDeploymentDocument.read(
            text: text, file: "d.yml", flags: ["name": "green"], fallback: ["endpoint_name": "beer"]
        ).value
        #expect(spec.name == "green")
        #expect(spec.endpoint == "wine")
        #expect(
            lines {
                _ = try OnlineDeploymentDocument.read(
                    text: "instance_type: F2s_v2\n", file: "d.yml", flags: ["name": "a b"])
            } == [
                #"d.yml:1:1: error: field "endpoint_name" of an online deployment is missing; "#
                    + "write it, or give --endpoint-name",
                "--name: error: 'a b' cannot be the name of a deployment; use 3 to 32 letters, digits or '-', "
                    + "starting with a letter and not ending with '-'",
            ])
    }

    /// A cluster's instance types are of its own making: any name will do, and none.
    @Test func aClusterHasInstanceTypesOfItsOwn() throws {
        func instanceType(_ more: String) throws -> String {
            let text = "name: blue\nendpoint_name: wine\ntype: kubernetes\n\(more)\n"
            return try OnlineDeploymentDocument.read(text: text, file: "d.yml").value.instanceType
        }
        #expect(try instanceType("instance_type: two-gpus") == "two-gpus")
        #expect(try instanceType("") == "defaultinstancetype")
        #expect(try instanceType("instance_type:") == "defaultinstancetype")
    }

    @Test func aModelMayBeWrittenInPlace() throws {
        let folder = try Folder(Self.files)
        func model(_ text: String) throws -> ModelChoice? {
            let head = "name: blue\nendpoint_name: wine\ninstance_type: Standard_DS2_v2\nmodel: "
            return try OnlineDeploymentDocument.read(text: head + text, file: folder.path + "/d.yml").value.model
        }
        #expect(
            try model("{path: model.joblib}")
                == .inline(ModelSpec(name: "wine-blue", location: .local(folder.path + "/model.joblib"))))
        #expect(
            try model("{name: wine, version: 2}")
                == .registered(AssetReference(name: "wine", selector: .version("2"))))
        #expect(
            lines(of: { _ = try model("{type: mlflow_model}") }, in: folder)
                == ["d.yml:4:8: error: the model has neither a path nor a name"])
    }

    @Test func readsWhatADeploymentKeepsOfItsTraffic() throws {
        let folder = try Folder(Self.files)
        func collection(_ text: String) throws -> DataCollection? {
            try folder.write(
                "name: blue\nendpoint_name: wine\nmodel: azureml:wine:1\ninstance_type: Standard_DS2_v2\n\(text)\n",
                to: "kept.yml")
            return try OnlineDeploymentDocument.read(file: folder.path + "/kept.yml").value.dataCollection
        }
        #expect(try collection("description: none") == nil)
        #expect(try collection("data_collector: {collections: {request: {enabled: 'False'}}}") == nil)
        #expect(
            try collection(
                """
                data_collector:
                  collections: {request: {enabled: 'true'}, model_inputs: {enabled: 'True'}, response: {enabled: 'false'}}
                  sampling_rate: 0.1
                  rolling_rate: day
                  request_logging: {capture_headers: [X-Team]}
                """)
                == DataCollection(
                    collections: ["request", "model_inputs"], samplingRate: 0.1, rollingRate: .day, headers: ["X-Team"]))
        #expect(
            try collection("data_collector: {collections: {response: {enabled: 'true'}}, sampling_rate: 1}")
                == DataCollection(collections: ["response"]))
    }

    @Test func readsHowADeploymentScales() throws {
        let folder = try Folder(Self.files)
        func read(_ settings: String) throws -> OnlineDeploymentSpec {
            try folder.write(
                "name: blue\nendpoint_name: wine\ninstance_type: Standard_DS2_v2\n\(settings)\n", to: "d.yml")
            return try OnlineDeploymentDocument.read(file: folder.path + "/d.yml").value
        }
        #expect(try read("scale_settings: {type: default}").scale == nil)
        #expect(
            try read("scale_settings: {type: target_utilization, min_instances: 2}").scale
                == ScaleSettings(
                    rule: .targetUtilization(percentage: 70, pollingInterval: 1), minInstances: 2, maxInstances: 2))
        #expect(
            try read("scale_settings: {type: queue_time, min_instances: 0, max_instances: 4, idle_after: 60}").scale
                == ScaleSettings(
                    rule: .queueTime(targetMilliseconds: 20), minInstances: 0, maxInstances: 4, idleAfter: 60))
        #expect(try read("request_settings: {max_queue_wait_ms: 0}").requestSettings.queueWaitLimit == 0)
        let nothing = try read("request_settings: {request_timeout_ms: 100}").requestSettings
        #expect(nothing.queueWaitLimit == nil && nothing.maxQueueWaitMilliseconds == 500)
    }

    @Test func readsTheRuntime() throws {
        let folder = try Folder(Self.files)
        func write(_ runtime: String) throws {
            try folder.write(
                "name: blue\nendpoint_name: wine\nmodel: azureml:wine:1\ninstance_type: Standard_DS2_v2\nruntime: \(runtime)\n",
                to: "r.yml")
        }
        try write("onnx")
        #expect(try OnlineDeploymentDocument.read(file: folder.path + "/r.yml").value.runtime == .onnx)
        try write("nativ")
        let said = lines(of: { _ = try OnlineDeploymentDocument.read(file: folder.path + "/r.yml") }, in: folder)
        #expect(said.count == 1 && said[0].contains("did you mean \"native\""))
    }

    @Test func tellsAllThatIsWrongWithADeployment() throws {
        let folder = try Folder(Self.files)
        try folder.write(
            """
            name: blue
            endpoint_name: wine
            model: wine:1
            code_configuration: {code: src, scoring_script: scor.py}
            instance_type: Standard_DS2_v9
            instance_count: 0
            request_settings: {request_timeout_ms: 200000}
            readiness_probe: {timeout: -1, perod: 5}
            data_collector: {collections: {request: {}}, sampling_rate: 2}
            scale_settings: {type: target_utilization, min_instances: 3, max_instances: 2}

            """, to: "deployment.yml")
        #expect(
            lines(of: { _ = try OnlineDeploymentDocument.read(file: folder.path + "/deployment.yml") }, in: folder) == [
                #"deployment.yml:3:8: error: "wine:1" is not a reference; write azureml:wine:1"#,
                "deployment.yml:4:49: error: there is no file 'scor.py' in 'src'",
                #"deployment.yml:5:16: error: "Standard_DS2_v9" is not a VM size Atelier knows, "#
                    + #"did you mean "Standard_DS2_v2"?"#,
                #"deployment.yml:6:17: error: "instance_count" is 0 and must be between 1 and 1000"#,
                #"deployment.yml:7:40: error: "request_timeout_ms" is 200000 and must be between 1 and 180000"#,
                #"deployment.yml:8:28: error: "timeout" is -1 and must be between 1 and 1000000"#,
                #"deployment.yml:8:32: error: unknown field "perod", did you mean "period"?"#,
                #"deployment.yml:9:41: error: field "enabled" of the collection "request" is missing"#,
                #"deployment.yml:9:61: error: "sampling_rate" is 2 and must be between 0 and 1"#,
                #"deployment.yml:10:59: error: "min_instances" is 3, more than the 2 of "max_instances""#,
            ])
    }
}
