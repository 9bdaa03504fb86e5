import ArgumentParser
import ControlAPI
import Domain

struct ModelConvert: Verb {
    static let configuration = CommandConfiguration.verb(
        "convert", "Convert a scikit-learn, LightGBM or XGBoost model to ONNX, checked against the model and registered.",
        example: "atelier model convert --name iris --version 1 --new-name iris-onnx")

    /// What a model can be converted to.
    enum Target: String, CaseIterable, ExpressibleByArgument { case onnx }

    @OptionGroup var model: VersionOptions
    @Option(help: "What to convert it to: onnx.", completion: .words(of: Target.self))
    var to = Target.onnx
    @Option(help: "The name to register it under; without it the next version of the same.")
    var newName: String?
    @Option(help: "The largest difference to accept, in parts of the largest answer.")
    var tolerance = ConversionOrder.usualTolerance
    @Option(help: "Random rows to compare.")
    var rows = ConversionOrder.usualRows
    @Option(help: "sklearn, lightgbm or xgboost, for a .pkl or .joblib.")
    var flavor: String?
    @Option(help: "The environment that a .pkl or .joblib runs in: azureml:NAME:VERSION.")
    var environment: String?
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        var query = try model.query()
        query["to"] = to.rawValue
        query["new-name"] = newName
        query["tolerance"] = "\(tolerance)"
        query["rows"] = "\(rows)"
        query["flavor"] = flavor
        query["environment"] = environment
        let watch = WorkWatch<ConvertedModel>(what: "model \(model.name)", session: session)
        let converted = try await watch.result(
            of: ModelRoutes.convert, ["workspace": open.scope.workspace.rawValue, "model": model.name], query: query,
            from: open.engine)
        for warning in converted.warnings { session.say("warning: \(warning)") }
        let name = "\(converted.model.name):\(converted.model.version)"
        session.say(
            converted.largestDifference == 0
                ? "\(name) answers what its original does on all of \(converted.rows) rows"
                : "\(name) differs from its original by \(JSONValue.text(of: converted.largestDifference)) at most on "
                    + "\(converted.rows) rows")
        return Answer(converted.model.presentation(in: open.scope), columns: ModelVersion.columns)
    }
}
