import Domain

/// Makes the value of one input of a graph out of what a request holds.
struct OnnxInput {
    typealias Library = OnnxRuntimeLibrary

    let library: Library
    let name: String
    let element: OnnxElementType
    let expected: [Int?]

    /// The value for a tensor, converted to the type that the graph takes. The caller releases it.
    ///
    /// Throws 400 for a shape that does not fit, a text where a number belongs (and the other way round), a fraction or
    /// a missing value where a whole number belongs, and numbers that the type cannot hold.
    func value(_ tensor: Tensor) throws(InferenceFault) -> Library.Pointer {
        let shape = try shape(of: tensor)
        switch (element, tensor.elements) {
        case (.text, .text(let values)): return try texts(values, shape: shape)
        case (.text, _): throw fault("takes texts, not numbers")
        case (_, .text): throw fault("takes numbers (\(element.type.rawValue)), not texts")
        case (.float32, let elements): return try numbers(elements, shape) { Float($0) } whole: { Float($0) }
        case (.float64, let elements): return try numbers(elements, shape) { $0 } whole: { Double($0) }
        case (.float16, let elements):
            return try numbers(elements, shape) { Float16($0).bitPattern } whole: { Float16($0).bitPattern }
        case (.bool, let elements):
            return try numbers(elements, shape) { $0 == 0 ? 0 : $0 == 1 ? UInt8(1) : nil } whole: {
                $0 == 0 ? 0 : $0 == 1 ? UInt8(1) : nil
            }
        case (.int8, let elements): return try wholes(elements, shape, as: Int8.self)
        case (.int16, let elements): return try wholes(elements, shape, as: Int16.self)
        case (.int32, let elements): return try wholes(elements, shape, as: Int32.self)
        case (.int64, let elements): return try wholes(elements, shape, as: Int64.self)
        case (.uint8, let elements): return try wholes(elements, shape, as: UInt8.self)
        case (.uint16, let elements): return try wholes(elements, shape, as: UInt16.self)
        case (.uint32, let elements): return try wholes(elements, shape, as: UInt32.self)
        case (.uint64, let elements): return try wholes(elements, shape, as: UInt64.self)
        }
    }

    /// The value for a matrix of floats that `write` fills. The caller releases it.
    func matrix(
        rows: Int, columns: Int, write: (UnsafeMutableRawPointer) throws(InferenceFault) -> Void
    ) throws(InferenceFault) -> Library.Pointer {
        try made([rows, columns], write)
    }

    // MARK: Shapes

    /// The tensor's shape as the graph has it: a column `[rows]` where the graph takes `[rows, 1]`, and the reverse.
    private func shape(of tensor: Tensor) throws(InferenceFault) -> [Int] {
        guard tensor.count == tensor.shape.reduce(1, *) else {
            throw fault("has \(tensor.count) values, not those of its shape \(tensor.shape)")
        }
        var shape = tensor.shape
        if expected.count == 2, shape.count == 1, expected[1] == 1 || expected[1] == nil { shape.append(1) }
        if expected.count == 1, shape.count == 2, shape[1] == 1 { shape.removeLast() }
        // A graph whose output says nothing of its shape takes any.
        guard !expected.isEmpty || shape.isEmpty || tensor.count == 1 else { return shape }
        guard shape.count == expected.count, zip(shape, expected).allSatisfy({ $1 == nil || $0 == $1 }) else {
            let wanted = expected.map { $0.map { "\($0)" } ?? "any" }.joined(separator: ", ")
            throw fault("takes the shape [\(wanted)], not \(tensor.shape)")
        }
        return shape
    }

    // MARK: Elements

    private func wholes<Number: FixedWidthInteger & BitwiseCopyable>(
        _ elements: Tensor.Elements, _ shape: [Int], as type: Number.Type
    ) throws(InferenceFault) -> Library.Pointer {
        try numbers(elements, shape) { Number(exactly: $0) } whole: { Number(exactly: $0) }
    }

    private func numbers<Number: BitwiseCopyable>(
        _ elements: Tensor.Elements, _ shape: [Int], _ convert: (Double) -> Number?, whole: (Int64) -> Number?
    ) throws(InferenceFault) -> Library.Pointer {
        try made(shape) { (memory) throws(InferenceFault) in
            let target = memory.assumingMemoryBound(to: Number.self)
            func put<Element>(_ values: [Element], _ number: (Element) -> Number?) throws(InferenceFault) {
                for (index, value) in values.enumerated() {
                    guard let number = number(value) else {
                        throw fault("takes \(element.type.rawValue), which cannot hold \(value)")
                    }
                    target[index] = number
                }
            }
            switch elements {
            case .float32(let values): try put(values) { convert(Double($0)) }
            case .float64(let values): try put(values, convert)
            case .int64(let values): try put(values, whole)
            case .bool(let values): try put(values) { whole($0 ? 1 : 0) }
            case .text: break
            }
        }
    }

    private func texts(_ values: [String], shape: [Int]) throws(InferenceFault) -> Library.Pointer {
        let value = try create(shape)
        typealias Fill = @convention(c) (Library.Pointer, UnsafePointer<UnsafePointer<CChar>?>, Int) -> Library.Status
        let copies = values.map(\.copiedForC)
        defer { for copy in copies { copy?.deallocate() } }
        do {
            try library.check(library.call(.fillTexts, as: Fill.self)(value, copies, copies.count))
        } catch {
            library.release(.releaseValue, value)
            throw fault("cannot be filled: \(error.message)")
        }
        return value
    }

    private func made(
        _ shape: [Int], _ write: (UnsafeMutableRawPointer) throws(InferenceFault) -> Void
    ) throws(InferenceFault) -> Library.Pointer {
        let value = try create(shape)
        do throws(InferenceFault) {
            var memory: Library.Pointer?
            do throws(OnnxRuntimeComplaint) {
                try library.check(library.call(.tensorData, as: Library.GetPart.self)(value, &memory))
            } catch {
                throw fault("cannot be filled: \(error.message)")
            }
            if let memory { try write(memory) }
        } catch {
            library.release(.releaseValue, value)
            throw error
        }
        return value
    }

    private func create(_ shape: [Int]) throws(InferenceFault) -> Library.Pointer {
        typealias Create = @convention(c) (
            Library.Pointer, UnsafePointer<Int64>, Int, Int32, UnsafeMutablePointer<Library.Pointer?>
        ) -> Library.Status
        do throws(OnnxRuntimeComplaint) {
            return try library.made {
                library.call(.createTensor, as: Create.self)(
                    library.allocator, shape.map { Int64($0) }, shape.count, element.rawValue, $0)
            }
        } catch {
            throw fault("cannot be made: \(error.message)")
        }
    }

    private func fault(_ what: String) -> InferenceFault {
        InferenceFault(400, "input '\(name.neutralised)' \(what)")
    }
}
