import Documents

/// The kinds of document that a group of verbs works with.
protocol DocumentGroup {
    static var kinds: [AzureKind] { get }
    /// As the group's name says it: `online-endpoint`.
    static var group: String { get }
}

enum JobDocuments: DocumentGroup {
    static let kinds = AzureKind.jobs
    static let group = "job"
}

enum WorkspaceDocuments: DocumentGroup {
    static let kinds: [AzureKind] = [.workspace]
    static let group = "workspace"
}

enum ComputeDocuments: DocumentGroup {
    static let kinds: [AzureKind] = [
        .amlCompute, .computeInstance, .kubernetesCompute, .virtualMachineCompute, .synapseSparkCompute,
    ]
    static let group = "compute"
}

enum EnvironmentDocuments: DocumentGroup {
    static let kinds: [AzureKind] = [.environment]
    static let group = "environment"
}

enum ModelDocuments: DocumentGroup {
    static let kinds: [AzureKind] = [.model]
    static let group = "model"
}

enum DataDocuments: DocumentGroup {
    static let kinds: [AzureKind] = [.data, .dataImport]
    static let group = "data"
}

enum OnlineEndpointDocuments: DocumentGroup {
    static let kinds: [AzureKind] = [.managedOnlineEndpoint, .kubernetesOnlineEndpoint]
    static let group = "online-endpoint"
}

enum OnlineDeploymentDocuments: DocumentGroup {
    static let kinds: [AzureKind] = [.managedOnlineDeployment, .kubernetesOnlineDeployment]
    static let group = "online-deployment"
}

enum BatchEndpointDocuments: DocumentGroup {
    static let kinds: [AzureKind] = [.batchEndpoint]
    static let group = "batch-endpoint"
}

enum BatchDeploymentDocuments: DocumentGroup {
    static let kinds: [AzureKind] = [.batchDeployment, .modelBatchDeployment, .pipelineComponentBatchDeployment]
    static let group = "batch-deployment"
}

enum ScheduleDocuments: DocumentGroup {
    static let kinds: [AzureKind] = [.schedule, .monitorSchedule, .importSchedule]
    static let group = "schedule"
}

enum RegistryDocuments: DocumentGroup {
    static let kinds: [AzureKind] = [.registry]
    static let group = "registry"
}

enum ComponentDocuments: DocumentGroup {
    static let kinds = AzureKind.components
    static let group = "component"
}

enum DatastoreDocuments: DocumentGroup {
    static let kinds: [AzureKind] = [
        .azureBlob, .azureFile, .azureDataLakeGen1, .azureDataLakeGen2, .oneLake, .localFile,
    ]
    static let group = "datastore"
}
