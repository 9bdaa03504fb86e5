import Domain
import FoundationEssentials
import Learning
import LinuxSystem
import Scoring
import Training

/// The files that a trial leaves in its folder: the model as MLflow loads it, the report as Azure's artifacts, and what an ensemble
/// needs to know of it.
struct TrialFiles: Sendable {
    let layout: JobLayout

    /// Below a trial's artifacts, where Azure has it.
    static let model = "outputs/mlflow-model"

    private var modelFolder: String { "\(layout.artifacts)/\(Self.model)" }
    private var record: String { "\(layout.root)/trial.json" }

    /// All that an outcome has but its model, which has a folder of its own.
    private struct Record: Codable {
        let recipe: Recipe
        let scores: [String: Double]
        let foldScores: [Double?]
        let heldOut: TrialOutcome.HeldOut
        let rounds: Int?
    }

    /// Blocks. Writing it again replaces what an attempt that was cut short has left.
    func write(_ outcome: TrialOutcome, _ data: AutoMLData, run: JobName) throws {
        let folder = try MLflowModelFolder(
            outcome.model, columns: data.columns, classes: data.classes, example: data.set.example, runID: run.rawValue)
        try FileCopy.remove(modelFolder)
        try FileCopy.makeFolder(modelFolder.splitAtLastComponent.folder)
        try folder.write(to: modelFolder)
        let report = TrialReport(outcome, data.set)
        try write(report.confusionMatrix, as: "confusion_matrix")
        try write(report.accuracyTable, as: "accuracy_table")
        try write(report.curves.isEmpty ? nil : report.curves, as: "curves")
        try write(report.residuals, as: "residuals")
        try write(report.predictedTrue, as: "predicted_true")
        try write(FeatureImportance.gains(of: outcome.model), as: "feature_importance_gain")
        try write(
            Record(
                recipe: outcome.recipe, scores: outcome.scores, foldScores: outcome.foldScores, heldOut: outcome.heldOut,
                rounds: outcome.rounds), to: record)
    }

    /// Puts a value beside the trial's other artifacts.
    func write<Value: Encodable>(_ value: Value?, as name: String) throws {
        guard let value else { return }
        try write(value, to: "\(layout.artifacts)/\(name)")
    }

    /// What the trial came to. Throws `unavailable` when its files are gone.
    func outcome() throws -> TrialOutcome {
        let record = try JSONDecoder().decode(Record.self, from: Data(DurableFile.read(record, limit: 1 << 30)))
        return TrialOutcome(
            recipe: record.recipe, scores: record.scores, foldScores: record.foldScores, heldOut: record.heldOut,
            model: try LearnedModelDocument.read(folder: modelFolder).model, rounds: record.rounds)
    }

    private func write<Value: Encodable>(_ value: Value, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try DurableFile.write(Array(try encoder.encode(value)), to: path)
    }
}
