import Domain

/// A kind of document that Azure ML's command line reads, by the name its schema has there; `conda` is no schema's.
package enum AzureKind: String, Sendable, CaseIterable {
    case commandJob, sweepJob, pipelineJob, sparkJob, parallelJob, importJob, fineTuningJob, distillationJob
    case autoMLClassificationJob, autoMLRegressionJob, autoMLForecastingJob
    case autoMLImageClassificationJob, autoMLImageClassificationMultilabelJob, autoMLImageObjectDetectionJob
    case autoMLImageInstanceSegmentationJob
    case autoMLTextClassificationJob, autoMLTextClassificationMultilabelJob, autoMLTextNERJob
    case commandComponent, parallelComponent, sparkComponent, importComponent, pipelineComponent
    case environment, data, dataImport, model, index, conda
    case azureBlob, azureFile, azureDataLakeGen1, azureDataLakeGen2, oneLake, localFile, connection
    case amlCompute, computeInstance, kubernetesCompute, virtualMachineCompute, synapseSparkCompute
    case managedOnlineEndpoint, kubernetesOnlineEndpoint, batchEndpoint
    case managedOnlineDeployment, kubernetesOnlineDeployment
    case batchDeployment, modelBatchDeployment, pipelineComponentBatchDeployment
    case serverlessEndpoint, marketplaceSubscription
    case schedule, monitorSchedule, importSchedule
    case workspace, registry, featureStore, featureSet, featureStoreEntity, modelPackage

    package static let jobs: [AzureKind] = [
        .commandJob, .sweepJob, .pipelineJob, .sparkJob, .parallelJob, .importJob, .fineTuningJob, .distillationJob,
        .autoMLClassificationJob, .autoMLRegressionJob, .autoMLForecastingJob, .autoMLImageClassificationJob,
        .autoMLImageClassificationMultilabelJob, .autoMLImageObjectDetectionJob, .autoMLImageInstanceSegmentationJob,
        .autoMLTextClassificationJob, .autoMLTextClassificationMultilabelJob, .autoMLTextNERJob,
    ]

    package static let components: [AzureKind] = [
        .commandComponent, .pipelineComponent, .parallelComponent, .sparkComponent, .importComponent,
    ]

    var isJob: Bool { Self.jobs.contains(self) }

    /// What a person calls it.
    package var noun: String { names.noun }

    package var plural: String { noun.hasSuffix("y") ? noun.dropLast() + "ies" : noun.hasSuffix("x") ? noun + "es" : noun + "s" }

    /// Its name in the grammar; a conda file has none.
    var shape: String? { names.shape }

    /// What becomes of such a document.
    package enum Fate: String, Sendable {
        /// Atelier does what it says.
        case run
        /// Stored and shown.
        case kept
        /// Atelier says only whether Azure ML would take it.
        case checked
    }

    package var fate: Fate {
        switch self {
        case .commandComponent: .run
        case .pipelineComponent, .parallelComponent, .sparkComponent, .importComponent: .kept
        case .azureBlob, .azureFile, .azureDataLakeGen1, .azureDataLakeGen2, .oneLake: .kept
        default: document == nil ? .checked : .run
        }
    }

    /// The shapes of which `type` picks one, where `shape` only says what any of them has.
    var alternatives: String? { self == .connection ? "AnyConnection" : nil }

    /// Whether Azure ML's client takes a document with fields that it does not know.
    var isOpen: Bool {
        Self.components.contains(self) || self == .serverlessEndpoint || self == .marketplaceSubscription
    }

    /// Who reads it.
    var document: (any Document.Type)? {
        switch self {
        case .commandJob: CommandJobDocument.self
        case .sweepJob: SweepJobDocument.self
        case .autoMLClassificationJob, .autoMLRegressionJob, .autoMLForecastingJob: AutoMLJobDocument.self
        case .environment: EnvironmentDocument.self
        case .data: DataDocument.self
        case .model: ModelDocument.self
        case .conda: CondaDocument.self
        case .azureBlob, .azureFile, .azureDataLakeGen1, .azureDataLakeGen2, .oneLake, .localFile:
            DatastoreDocument.self
        case .amlCompute: ComputeDocument.self
        case .computeInstance: ComputeInstanceDocument.self
        case .managedOnlineEndpoint, .kubernetesOnlineEndpoint: OnlineEndpointDocument.self
        case .managedOnlineDeployment, .kubernetesOnlineDeployment: OnlineDeploymentDocument.self
        case .workspace: WorkspaceDocument.self
        default: nil
        }
    }

    /// What is said of a good file of the kind by the way: that what it describes is not run; nil where it is.
    package var remark: String? {
        switch fate {
        case .run: nil
        case .kept where document == nil: "\(plural) are kept, and not run yet"
        case .kept: "\(plural) are kept, and not mounted"
        case .checked: "\(plural) are not run yet"
        }
    }

    private var names: (noun: String, shape: String?) {
        switch self {
        case .commandJob: ("command job", "CommandJob")
        case .sweepJob: ("sweep job", "SweepJob")
        case .pipelineJob: ("pipeline job", "PipelineJob")
        case .sparkJob: ("Spark job", "SparkJob")
        case .parallelJob: ("parallel job", "ParallelJob")
        case .importJob: ("import job", "ImportJob")
        case .fineTuningJob: ("fine-tuning job", "FineTuningJob")
        case .distillationJob: ("distillation job", "DistillationJob")
        case .autoMLClassificationJob: ("AutoML job", "ClassificationJob")
        case .autoMLRegressionJob: ("AutoML job", "RegressionJob")
        case .autoMLForecastingJob: ("AutoML job", "ForecastingJob")
        case .autoMLImageClassificationJob: ("AutoML job", "ImageClassificationJob")
        case .autoMLImageClassificationMultilabelJob: ("AutoML job", "ImageMultilabelJob")
        case .autoMLImageObjectDetectionJob: ("AutoML job", "ObjectDetectionJob")
        case .autoMLImageInstanceSegmentationJob: ("AutoML job", "SegmentationJob")
        case .autoMLTextClassificationJob: ("AutoML job", "TextClassificationJob")
        case .autoMLTextClassificationMultilabelJob: ("AutoML job", "TextMultilabelJob")
        case .autoMLTextNERJob: ("AutoML job", "TextNerJob")
        case .commandComponent: ("command component", "CommandComponent")
        case .parallelComponent: ("parallel component", "ParallelComponent")
        case .sparkComponent: ("Spark component", "SparkComponent")
        case .importComponent: ("import component", "ImportComponent")
        case .pipelineComponent: ("pipeline component", "PipelineComponent")
        case .environment: ("environment", "Environment")
        case .data: ("data asset", "Data")
        case .dataImport: ("data import", "DataImport")
        case .model: ("model", "Model")
        case .index: ("index", "Index")
        case .conda: ("conda file", nil)
        case .azureBlob: ("blob datastore", "AzureBlob")
        case .azureFile: ("file share datastore", "AzureFile")
        case .azureDataLakeGen1: ("data lake datastore", "AzureDataLakeGen1")
        case .azureDataLakeGen2: ("data lake datastore", "AzureDataLakeGen2")
        case .oneLake: ("lakehouse datastore", "OneLake")
        case .localFile: ("local datastore", "LocalFile")
        case .connection: ("connection", "Connection")
        case .amlCompute: ("compute", "AmlCompute")
        case .computeInstance: ("compute instance", "ComputeInstance")
        case .kubernetesCompute: ("Kubernetes compute", "KubernetesCompute")
        case .virtualMachineCompute: ("virtual machine", "VirtualMachine")
        case .synapseSparkCompute: ("Synapse Spark pool", "SynapseSpark")
        case .managedOnlineEndpoint: ("online endpoint", "ManagedOnlineEndpoint")
        case .kubernetesOnlineEndpoint: ("online endpoint", "KubernetesOnlineEndpoint")
        case .batchEndpoint: ("batch endpoint", "BatchEndpoint")
        case .managedOnlineDeployment: ("online deployment", "ManagedOnlineDeployment")
        case .kubernetesOnlineDeployment: ("online deployment", "KubernetesOnlineDeployment")
        case .batchDeployment: ("batch deployment", "BatchDeployment")
        case .modelBatchDeployment: ("batch deployment", "ModelBatchDeployment")
        case .pipelineComponentBatchDeployment: ("batch deployment", "PipelineBatchDeployment")
        case .serverlessEndpoint: ("serverless endpoint", "ServerlessEndpoint")
        case .marketplaceSubscription: ("marketplace subscription", "MarketplaceSubscription")
        case .schedule: ("schedule", "JobSchedule")
        case .monitorSchedule: ("monitor", "MonitorSchedule")
        case .importSchedule: ("import schedule", "ImportSchedule")
        case .workspace: ("workspace", "Workspace")
        case .registry: ("registry", "Registry")
        case .featureStore: ("feature store", "FeatureStore")
        case .featureSet: ("feature set", "FeatureSet")
        case .featureStoreEntity: ("feature store entity", "FeatureStoreEntity")
        case .modelPackage: ("model package", "ModelPackage")
        }
    }

    /// `pipelineJob`, `pipeline-job` and `pipeline job` are one.
    package init?(spelled word: String) {
        let wanted = Self.plain(word)
        guard let kind = Self.allCases.first(where: { Self.plain($0.rawValue) == wanted }) else { return nil }
        self = kind
    }

    private static func plain(_ word: String) -> String {
        word.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}
