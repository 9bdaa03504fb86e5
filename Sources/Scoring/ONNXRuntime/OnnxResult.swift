import Domain

/// Reads a value that a graph gave: a tensor, or a sequence of maps, which is what scikit-learn's converter makes of a
/// classifier's probabilities (its `ZipMap`).
struct OnnxResult {
    typealias Library = OnnxRuntimeLibrary

    static let tensorKind: Int32 = 1
    static let sequenceKind: Int32 = 2
    static let mapKind: Int32 = 3

    let library: Library

    func tensor(_ value: Library.Pointer, name: String) throws(OnnxRuntimeComplaint) -> Tensor {
        switch try kind(of: value) {
        case Self.tensorKind:
            let (shape, elements) = try content(of: value)
            return Tensor(name: name, shape: shape, elements: elements)
        case Self.sequenceKind: return try sequence(value, name: name)
        case Self.mapKind:
            let (labels, numbers) = try map(value)
            return Tensor(name: name, shape: [1, labels.count], elements: numbers, labels: labels)
        default: throw OnnxRuntimeComplaint(message: "output '\(name.neutralised)' is neither a tensor nor a sequence")
        }
    }

    /// Maps a row become a matrix whose columns are the keys; tensors of one shape are put on top of each other.
    private func sequence(_ value: Library.Pointer, name: String) throws(OnnxRuntimeComplaint) -> Tensor {
        var count = 0
        try library.check(library.call(.partCount, as: Library.GetCount.self)(value, &count))
        var labels: [String]?
        var shape: [Int]?
        var all: Tensor.Elements?
        for index in 0..<count {
            let part = try part(index, of: value)
            defer { library.release(.releaseValue, part) }
            let elements: Tensor.Elements
            let own: [Int]
            if try kind(of: part) == Self.mapKind {
                let (keys, numbers) = try map(part)
                guard labels == nil || labels == keys else { throw unequal(name) }
                (labels, own, elements) = (keys, [keys.count], numbers)
            } else {
                (own, elements) = try content(of: part)
            }
            guard shape == nil || shape == own else { throw unequal(name) }
            shape = own
            guard let joined = all?.joined(with: elements) ?? (all == nil ? elements : nil) else { throw unequal(name) }
            all = joined
        }
        return Tensor(name: name, shape: [count] + (shape ?? []), elements: all ?? .float32([]), labels: labels)
    }

    private func unequal(_ name: String) -> OnnxRuntimeComplaint {
        OnnxRuntimeComplaint(message: "the parts of output '\(name.neutralised)' are not alike")
    }

    private func map(_ value: Library.Pointer) throws(OnnxRuntimeComplaint) -> ([String], Tensor.Elements) {
        let keys = try part(0, of: value)
        defer { library.release(.releaseValue, keys) }
        let numbers = try part(1, of: value)
        defer { library.release(.releaseValue, numbers) }
        return (try content(of: keys).elements.texts, try content(of: numbers).elements)
    }

    private func part(_ index: Int, of value: Library.Pointer) throws(OnnxRuntimeComplaint) -> Library.Pointer {
        typealias Get = @convention(c) (
            Library.Pointer, Int32, Library.Pointer, UnsafeMutablePointer<Library.Pointer?>
        ) -> Library.Status
        return try library.made { library.call(.part, as: Get.self)(value, Int32(index), library.allocator, $0) }
    }

    private func kind(of value: Library.Pointer) throws(OnnxRuntimeComplaint) -> Int32 {
        var kind: Int32 = 0
        try library.check(library.call(.kindOfValue, as: Library.GetKind.self)(value, &kind))
        return kind
    }

    private func content(
        of value: Library.Pointer
    ) throws(OnnxRuntimeComplaint) -> (shape: [Int], elements: Tensor.Elements) {
        let info = try library.made { library.call(.tensorInfoOfValue, as: Library.GetPart.self)(value, $0) }
        defer { library.release(.releaseTensorInfo, info) }
        let (element, shape) = try library.tensorInfo(info)
        let count = shape.reduce(1, *)
        guard let element else { throw OnnxRuntimeComplaint(message: "the output holds neither numbers nor texts") }
        if element == .text { return (shape, .text(try texts(of: value, count: count))) }
        guard count > 0 else { return (shape, .float32([])) }
        let data = try library.made { library.call(.tensorData, as: Library.GetPart.self)(value, $0) }
        func values<Number>(_ type: Number.Type) -> UnsafeBufferPointer<Number> {
            UnsafeBufferPointer(start: data.assumingMemoryBound(to: type), count: count)
        }
        let elements: Tensor.Elements =
            switch element {
            case .float32: .float32(Array(values(Float.self)))
            case .float64: .float64(Array(values(Double.self)))
            case .float16: .float32(values(UInt16.self).map { Float(Float16(bitPattern: $0)) })
            case .int64: .int64(Array(values(Int64.self)))
            case .int32: .int64(values(Int32.self).map { Int64($0) })
            case .int16: .int64(values(Int16.self).map { Int64($0) })
            case .int8: .int64(values(Int8.self).map { Int64($0) })
            case .uint8: .int64(values(UInt8.self).map { Int64($0) })
            case .uint16: .int64(values(UInt16.self).map { Int64($0) })
            case .uint32: .int64(values(UInt32.self).map { Int64($0) })
            case .uint64: .int64(values(UInt64.self).map { Int64(clamping: $0) })
            case .bool: .bool(values(UInt8.self).map { $0 != 0 })
            case .text: .text([])
            }
        return (shape, elements)
    }

    private func texts(of value: Library.Pointer, count: Int) throws(OnnxRuntimeComplaint) -> [String] {
        guard count > 0 else { return [] }
        var length = 0
        try library.check(library.call(.textsLength, as: Library.GetCount.self)(value, &length))
        var bytes = [UInt8](repeating: 0, count: max(1, length))
        var starts = [Int](repeating: 0, count: count)
        typealias Get = @convention(c) (
            Library.Pointer, UnsafeMutableRawPointer, Int, UnsafeMutablePointer<Int>, Int
        ) -> Library.Status
        try library.check(library.call(.textsContent, as: Get.self)(value, &bytes, length, &starts, count))
        return starts.indices.map { index in
            let end = index + 1 < count ? starts[index + 1] : length
            return String(decoding: bytes[starts[index]..<end], as: UTF8.self)
        }
    }
}

extension Tensor.Elements {
    /// Nil when the two are not of one type.
    fileprivate func joined(with other: Tensor.Elements) -> Tensor.Elements? {
        switch (self, other) {
        case (.float32(let left), .float32(let right)): .float32(left + right)
        case (.float64(let left), .float64(let right)): .float64(left + right)
        case (.int64(let left), .int64(let right)): .int64(left + right)
        case (.bool(let left), .bool(let right)): .bool(left + right)
        case (.text(let left), .text(let right)): .text(left + right)
        default: nil
        }
    }

    fileprivate var texts: [String] {
        switch self {
        case .float32(let values): values.map { "\($0)" }
        case .float64(let values): values.map { "\($0)" }
        case .int64(let values): values.map { "\($0)" }
        case .bool(let values): values.map { "\($0)" }
        case .text(let values): values
        }
    }
}
