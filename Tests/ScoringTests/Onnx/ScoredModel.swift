import Foundation
import Testing

@testable import Scoring

/// A model with rows and what onnxruntime answers to them, as `make_models.py` writes them.
struct ScoredModel: CustomTestStringConvertible {
    struct Column: Decodable {
        var shape: [Int]?
        var numbers: [Double]?
        var texts: [String]?
        /// Of a graph that ends in maps from label to probability.
        var maps: [[String: Double]]?

        private enum CodingKeys: String, CodingKey { case shape, numbers, texts, maps }

        init(from decoder: any Decoder) throws {
            let content = try decoder.container(keyedBy: CodingKeys.self)
            shape = try content.decodeIfPresent([Int].self, forKey: .shape)
            texts = try content.decodeIfPresent([String].self, forKey: .texts)
            maps = try content.decodeIfPresent([[String: Double]].self, forKey: .maps)
            // Ten thousand rows as text would take longer to read than to score.
            numbers = try content.decodeIfPresent(Data.self, forKey: .numbers)?.withUnsafeBytes { bytes in
                stride(from: 0, to: bytes.count, by: 8).map { bytes.loadUnaligned(fromByteOffset: $0, as: Double.self) }
            }
        }
    }

    private struct Content: Decodable {
        var inputs: [String: Column]
        var outputs: [String: Column]
    }

    let name: String
    let file: Data
    let inputs: [String: Column]
    let outputs: [String: Column]

    init(_ name: String, in folder: URL) throws {
        self.name = name
        file = try Data(contentsOf: folder.appending(path: "\(name).onnx"))
        let content = try JSONDecoder().decode(Content.self, from: Data(contentsOf: folder.appending(path: "\(name).json")))
        inputs = content.inputs
        outputs = content.outputs
    }

    static func all(in folder: URL) throws -> [ScoredModel] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().filter { $0.hasSuffix(".onnx") }.map {
            try ScoredModel(String($0.dropLast(5)), in: folder)
        }
    }

    /// Those that are kept with the tests.
    static func kept() throws -> [ScoredModel] {
        try all(in: #require(Bundle.module.resourceURL).appending(path: "Models"))
    }

    static func kept(_ name: String) throws -> ScoredModel {
        try ScoredModel(name, in: #require(Bundle.module.resourceURL).appending(path: "Models"))
    }

    var testDescription: String { name }

    func model() throws(OnnxFault) -> PipelineModel {
        var result: Result<PipelineModel, OnnxFault> = .failure(.damaged)
        file.withUnsafeBytes { bytes in
            do throws(OnnxFault) { result = .success(try PipelineModel(bytes)) } catch { result = .failure(error) }
        }
        return try result.get()
    }

    /// The rows as a request brings them.
    var request: InferenceRequest {
        InferenceRequest(
            .tensors(inputs.map { name, column in
                let elements: Tensor.Elements =
                    column.texts.map { .text($0) } ?? .float64(column.numbers ?? [])
                return Tensor(name: name, shape: column.shape ?? [], elements: elements)
            }))
    }

    /// The only input's rows as a matrix.
    var matrix: FeatureMatrix? {
        guard inputs.count == 1, let column = inputs.values.first, let shape = column.shape, shape.count == 2,
            let numbers = column.numbers
        else { return nil }
        return FeatureMatrix(rows: shape[0], columns: shape[1], values: numbers)
    }

    /// Holds answers to what onnxruntime gave: scores to 1e-5, labels exactly but where two classes are as likely.
    func check(_ answers: [Tensor]) {
        var nearTies: Set<Int> = []
        for answer in answers where answer.shape.count == 2 {
            guard case .float32(let scores) = answer.elements else { continue }
            let width = answer.shape[1]
            for row in 0..<answer.shape[0] where width > 1 {
                let sorted = scores[row * width..<(row + 1) * width].sorted(by: >)
                if sorted[0] - sorted[1] < 1e-5 { nearTies.insert(row) }
            }
        }
        for answer in answers {
            guard let expected = outputs[answer.name] else {
                Issue.record("\(name): no output \(answer.name) was expected")
                continue
            }
            if let maps = expected.maps {
                compare(answer, maps.flatMap { map in (answer.labels ?? []).map { map[$0] ?? .nan } })
                continue
            }
            #expect(answer.shape == expected.shape, "\(name): \(answer.name)")
            if let texts = expected.texts {
                guard case .text(let given) = answer.elements else {
                    Issue.record("\(name): \(answer.name) is not text")
                    continue
                }
                let wrong = zip(given, texts).enumerated().filter { $0.element.0 != $0.element.1 && !nearTies.contains($0.offset) }
                #expect(given.count == texts.count && wrong.isEmpty, "\(name): \(answer.name) differs in \(wrong.count) rows")
            } else if case .int64(let given) = answer.elements {
                let wrong = zip(given, expected.numbers ?? []).enumerated().filter {
                    Double($0.element.0) != $0.element.1 && !nearTies.contains($0.offset)
                }
                #expect(given.count == expected.numbers?.count && wrong.isEmpty, "\(name): \(answer.name) differs in \(wrong.count) rows")
            } else {
                compare(answer, expected.numbers ?? [])
            }
        }
    }

    /// To 1e-5, of the number itself where it is larger than one. Where terms cancel, both sides have no more than float32
    /// gives them: two of its steps at the size of the output's largest number.
    private func compare(_ answer: Tensor, _ expected: [Double]) {
        let given: [Double]
        switch answer.elements {
        case .float32(let values): given = values.map(Double.init)
        case .float64(let values): given = values
        case .int64(let values): given = values.map(Double.init)
        default: given = []
        }
        #expect(given.count == expected.count, "\(name): \(answer.name)")
        let step = Double(Float(expected.reduce(1) { max($0, abs($1)) }).ulp)
        let largest = zip(given, expected).reduce(0.0) { worst, pair in
            if pair.0.isNaN || pair.1.isNaN { return pair.0.isNaN && pair.1.isNaN ? worst : .infinity }
            return pair.0 == pair.1 ? worst : max(worst, (abs(pair.0 - pair.1) - 2 * step) / max(1, abs(pair.1)))
        }
        #expect(largest <= 1e-5, "\(name): \(answer.name) differs by \(largest)")
    }
}
