import NIOCore

/// The tensors in what a Python worker answered: a list (nested as it likes), a list of records, or an object that has
/// one of these under `predictions`, `result`, `outputs`, `output` or `data`, or a list for each output.
enum AnswerTensors {
    /// The output's name when the answer gives none.
    static let defaultName = "predict"
    private static let wrappers: Set<String> = ["predictions", "result", "outputs", "output", "data"]

    /// Throws 500: the request was right, and the answer is not one that tensors can be made of.
    static func read(_ body: ByteBuffer) throws(InferenceFault) -> [Tensor] {
        var result: Result<[Tensor], InferenceFault> = .failure(InferenceFault("it is empty"))
        body.withUnsafeReadableBytes { bytes in
            guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
            var scanner = JSONScanner(base.assumingMemoryBound(to: UInt8.self), count: bytes.count)
            scanner.skipBlanks()
            do throws(InferenceFault) {
                result = .success(try value(&scanner))
            } catch {
                result = .failure(error)
            }
        }
        do throws(InferenceFault) {
            return try result.get()
        } catch {
            throw InferenceFault(
                500, "the script's answer cannot be sent as tensors: \(error.message); return a list of numbers or texts, "
                    + "or one for each output")
        }
    }

    private static func value(_ scanner: inout JSONScanner) throws(InferenceFault) -> [Tensor] {
        switch scanner.byte {
        case UInt8(ascii: "["): return try list(&scanner, name: defaultName)
        case UInt8(ascii: "{"): return try object(&scanner)
        default: throw InferenceFault("it is neither a list nor an object")
        }
    }

    private static func object(_ scanner: inout JSONScanner) throws(InferenceFault) -> [Tensor] {
        var tensors: [Tensor] = []
        scanner.at += 1
        scanner.skipBlanks()
        guard !scanner.take(UInt8(ascii: "}")) else { throw InferenceFault("it is an empty object") }
        repeat {
            let name = try scanner.key()
            if wrappers.contains(name) {
                guard scanner.byte == UInt8(ascii: "[") else { return try value(&scanner) }
                // Whatever else the object says is not a tensor.
                return try list(&scanner, name: defaultName)
            }
            guard scanner.byte == UInt8(ascii: "[") else { throw InferenceFault("'\(JSONScanner.shortened(name))' is not a list") }
            tensors += try list(&scanner, name: name)
        } while try scanner.takesAnother(until: UInt8(ascii: "}"))
        return tensors
    }

    private static func list(_ scanner: inout JSONScanner, name: String) throws(InferenceFault) -> [Tensor] {
        let start = scanner.at
        scanner.at += 1
        scanner.skipBlanks()
        switch scanner.byte {
        case UInt8(ascii: "]"):
            scanner.at += 1
            return [Tensor(name: name, shape: [0], elements: .float64([]))]
        case UInt8(ascii: "{"):
            return try columns(RecordReader.read(&scanner))
        default:
            scanner.at = start
            var tensor = try NestedList.read(&scanner, name: name)
            narrow(&tensor, UnsafeBufferPointer(start: scanner.base + start, count: scanner.at - start))
            return [tensor]
        }
    }

    private static func columns(_ inputs: InferenceRequest.Inputs) -> [Tensor] {
        switch inputs {
        case .tensors(let tensors): return tensors
        case .matrix(let matrix):
            return (0..<matrix.columns).map { column in
                Tensor(
                    name: matrix.names?[column] ?? "\(column)", shape: [matrix.rows],
                    elements: .float64((0..<matrix.rows).map { matrix.values[$0 * matrix.columns + column] }))
            }
        }
    }

    /// Numbers that were all written as whole ones are integers, and truth values are those.
    private static func narrow(_ tensor: inout Tensor, _ written: UnsafeBufferPointer<UInt8>) {
        guard case .float64(let values) = tensor.elements else { return }
        var words = 0
        for byte in written {
            switch byte {
            case UInt8(ascii: "."), UInt8(ascii: "N"), UInt8(ascii: "n"), UInt8(ascii: "E"): return
            case UInt8(ascii: "t"), UInt8(ascii: "f"): words += 1
            case UInt8(ascii: "e") where words == 0: return
            default: break
            }
        }
        if words == values.count {
            tensor.elements = .bool(values.map { $0 != 0 })
        } else if words == 0, values.allSatisfy({ Int64(exactly: $0) != nil }) {
            tensor.elements = .int64(values.map { Int64($0) })
        }
    }
}
