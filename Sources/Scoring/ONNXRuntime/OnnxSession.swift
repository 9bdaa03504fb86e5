import Domain

/// A graph that ONNX Runtime loaded. `Run` may be called from many threads at once.
final class OnnxSession: @unchecked Sendable {
    typealias Library = OnnxRuntimeLibrary

    let library: Library
    let inputs: [OnnxValueType]
    let outputs: [OnnxValueType]
    private let session: Library.Pointer
    /// The names as the C interface takes them; they live as long as the session.
    private let inputNames: [UnsafePointer<CChar>?]
    private let outputNames: [UnsafePointer<CChar>?]
    private let runFunction: Run

    private typealias Names = UnsafePointer<UnsafePointer<CChar>?>
    private typealias Run = @convention(c) (
        Library.Pointer, Library.Pointer?, Names, UnsafePointer<Library.Pointer?>, Int, Names, Int,
        UnsafeMutablePointer<Library.Pointer?>
    ) -> Library.Status

    /// Loads a file. `threads` are those within one operator; operators run one after the other.
    init(file: String, library: Library, threads: Int) throws(OnnxRuntimeComplaint) {
        let options = try library.made { library.call(.createOptions, as: Library.Make.self)($0) }
        defer { library.release(.releaseOptions, options) }
        try library.check(library.call(.setThreadsWithin, as: Library.SetNumber.self)(options, Int32(max(1, threads))))
        try library.check(library.call(.setThreadsBetween, as: Library.SetNumber.self)(options, 1))
        try library.check(library.call(.setGraphOptimization, as: Library.SetNumber.self)(options, Self.allOptimizations))
        typealias Create = @convention(c) (
            Library.Pointer, Library.Text, Library.Pointer, UnsafeMutablePointer<Library.Pointer?>
        ) -> Library.Status
        let session = try library.made {
            library.call(.createSession, as: Create.self)(library.environment, file, options, $0)
        }
        do throws(OnnxRuntimeComplaint) {
            inputs = try Self.types(of: session, library, count: .inputCount, name: .inputName, type: .inputType)
            outputs = try Self.types(of: session, library, count: .outputCount, name: .outputName, type: .outputType)
        } catch {
            library.release(.releaseSession, session)
            throw error
        }
        self.library = library
        self.session = session
        inputNames = inputs.map { $0.name.copiedForC }
        outputNames = outputs.map { $0.name.copiedForC }
        runFunction = library.call(.run)
    }

    deinit {
        library.release(.releaseSession, session)
        for name in inputNames + outputNames { name?.deallocate() }
    }

    /// Gives the values of the outputs in `asked`, which the caller releases.
    func run(_ values: [Library.Pointer], outputs asked: [Int]) throws(OnnxRuntimeComplaint) -> [Library.Pointer] {
        let wanted = asked.map { outputNames[$0] }
        let pointers: [Library.Pointer?] = values
        var results = [Library.Pointer?](repeating: nil, count: asked.count)
        try library.check(runFunction(session, nil, inputNames, pointers, values.count, wanted, asked.count, &results))
        return results.compactMap(\.self)
    }

    private static let allOptimizations: Int32 = 99

    private static func types(
        of session: Library.Pointer, _ library: Library, count: OnnxRuntimeSlot, name: OnnxRuntimeSlot, type: OnnxRuntimeSlot
    ) throws(OnnxRuntimeComplaint) -> [OnnxValueType] {
        var number = 0
        try library.check(library.call(count, as: Library.GetCount.self)(session, &number))
        var types: [OnnxValueType] = []
        for index in 0..<number {
            var text: UnsafeMutablePointer<CChar>?
            try library.check(library.call(name, as: Library.GetName.self)(session, index, library.allocator, &text))
            let called = text.map { String(cString: $0) } ?? ""
            if let text {
                typealias Free = @convention(c) (Library.Pointer, UnsafeMutableRawPointer) -> Library.Status
                try library.check(library.call(.free, as: Free.self)(library.allocator, text))
            }
            let info = try library.made { library.call(type, as: Library.GetIndexed.self)(session, index, $0) }
            defer { library.release(.releaseTypeInfo, info) }
            types.append(OnnxValueType(name: called, kind: try kind(of: info, library)))
        }
        return types
    }

    private static func kind(
        of info: Library.Pointer, _ library: Library
    ) throws(OnnxRuntimeComplaint) -> OnnxValueType.Kind {
        var kind: Int32 = 0
        try library.check(library.call(.kindOfType, as: Library.GetKind.self)(info, &kind))
        switch kind {
        case OnnxResult.tensorKind:
            var tensor: Library.Pointer?
            try library.check(library.call(.tensorInfo, as: Library.GetPart.self)(info, &tensor))
            guard let tensor else { return .other }
            let (element, shape) = try library.tensorInfo(tensor)
            return element.map { .tensor($0, shape: shape.map { $0 < 0 ? nil : $0 }) } ?? .other
        case OnnxResult.sequenceKind: return .sequence
        case OnnxResult.mapKind: return .map
        default: return .other
        }
    }
}

extension OnnxRuntimeLibrary {
    /// Element type and dimensions (-1 for one that varies) of an `OrtTensorTypeAndShapeInfo`; nil for element types that
    /// are neither numbers nor texts.
    func tensorInfo(_ info: Pointer) throws(OnnxRuntimeComplaint) -> (element: OnnxElementType?, shape: [Int]) {
        var type: Int32 = 0
        try check(call(.elementType, as: GetKind.self)(info, &type))
        var count = 0
        try check(call(.dimensionsCount, as: GetCount.self)(info, &count))
        var lengths = [Int64](repeating: 0, count: count)
        if count > 0 {
            typealias Get = @convention(c) (Pointer, UnsafeMutablePointer<Int64>, Int) -> Status
            try check(call(.dimensions, as: Get.self)(info, &lengths, count))
        }
        return (OnnxElementType(rawValue: type), lengths.map { Int($0) })
    }
}

extension String {
    /// The bytes with a zero behind them, for as long as the caller wants.
    var copiedForC: UnsafePointer<CChar>? {
        let bytes = utf8CString
        let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
        _ = copy.initialize(from: bytes)
        return UnsafePointer(copy.baseAddress)
    }
}
