import Testing

@testable import Scoring

struct XGBoostSentenceTests {
    @Test(arguments: [
        (
            "[22:10:01] /workspace/src/learner.cc:12: Check failed: a == b (1 vs. 2) : Feature shape mismatch, expected: 2\nStack trace:\n  [bt] (0) x",
            "Feature shape mismatch, expected: 2"
        ),
        ("[22:10:01] ../src/common/json.cc:9: Expecting: \"{\"\n", "Expecting: \"{\""),
        ("[22:10:01] /a/b.cc:9: Check failed: fp: Cannot open x.json\n\n", "Cannot open x.json"),
        ("plain words: and more", "plain words: and more"),
        ("", "it does not say why"),
        ("\n \n", "it does not say why"),
    ])
    func keepsWhatMatters(text: String, sentence: String) {
        #expect(XGBoostLibrary.sentence(text) == sentence)
    }

    @Test func flavorsAnswerAsTheirPythonClass() {
        #expect(NativeAnswer(xgboostClass: "xgboost.sklearn.XGBClassifier") == .classes)
        #expect(NativeAnswer(xgboostClass: "xgboost.sklearn.XGBRegressor") == .estimator)
        #expect(NativeAnswer(xgboostClass: "xgboost.core.Booster") == .raw)
    }
}
