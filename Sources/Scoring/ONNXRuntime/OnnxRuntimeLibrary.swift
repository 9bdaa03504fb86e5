import Domain
import LinuxSystem
import Synchronization

/// ONNX Runtime's C interface in one library file: a table of functions that only grows, called by place
/// (`OrtApi` of `onnxruntime_c_api.h`; all that is used here is there since its first version).
///
/// One environment a library, which is what ONNX Runtime keeps anyway.
final class OnnxRuntimeLibrary: @unchecked Sendable {
    typealias Pointer = UnsafeMutableRawPointer
    typealias Text = UnsafePointer<CChar>
    typealias Status = Pointer?

    typealias Make = @convention(c) (UnsafeMutablePointer<Pointer?>) -> Status
    typealias Release = @convention(c) (Pointer) -> Void
    typealias GetPart = @convention(c) (Pointer, UnsafeMutablePointer<Pointer?>) -> Status
    typealias GetIndexed = @convention(c) (Pointer, Int, UnsafeMutablePointer<Pointer?>) -> Status
    typealias GetName = @convention(c) (Pointer, Int, Pointer, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Status
    typealias GetCount = @convention(c) (Pointer, UnsafeMutablePointer<Int>) -> Status
    typealias GetKind = @convention(c) (Pointer, UnsafeMutablePointer<Int32>) -> Status
    typealias SetNumber = @convention(c) (Pointer, Int32) -> Status

    let path: String
    /// `1.20.1`
    let version: String
    private let table: UnsafePointer<UnsafeRawPointer?>
    let environment: Pointer
    let memory: Pointer
    let allocator: Pointer

    private static let opened = Mutex<[String: OnnxRuntimeLibrary]>([:])

    /// The library at a path, opened once. Throws `unavailable` for one that cannot be opened.
    static func at(_ path: String) throws(AtelierError) -> OnnxRuntimeLibrary {
        try opened.withLock { libraries throws(AtelierError) in
            if let library = libraries[path] { return library }
            let library: OnnxRuntimeLibrary
            do {
                library = try OnnxRuntimeLibrary(path)
            } catch {
                throw AtelierError(
                    .unavailable, "\(error)".neutralised, hint: "install one with 'atelier runtime install onnxruntime'",
                    cause: error)
            }
            libraries[path] = library
            return library
        }
    }

    private init(_ path: String) throws {
        let library = try SharedLibrary(opening: path)
        // Two functions: the table of a version of the interface, and the library's own version.
        let find: @convention(c) () -> UnsafePointer<UnsafeRawPointer?>? = try library.function("OrtGetApiBase")
        typealias GetTable = @convention(c) (UInt32) -> UnsafePointer<UnsafeRawPointer?>?
        typealias GetVersion = @convention(c) () -> Text?
        guard let base = find(), let table = unsafeBitCast(base[0], to: GetTable.self)(1) else {
            throw SharedLibrary.Failure(path: path, reason: "it does not offer the interface of ONNX Runtime 1")
        }
        self.path = path
        self.table = table
        version = unsafeBitCast(base[1], to: GetVersion.self)().map { String(cString: $0) } ?? ""
        func made(_ what: String, _ make: (UnsafeMutablePointer<Pointer?>) -> Status) throws -> Pointer {
            var made: Pointer?
            if let status = make(&made) { throw SharedLibrary.Failure(path: path, reason: Self.take(status, table)) }
            guard let made else { throw SharedLibrary.Failure(path: path, reason: "it makes no \(what)") }
            return made
        }
        environment = try made("environment") {
            Self.slot(.createEnvironment, table, as: (@convention(c) (Int32, Text, UnsafeMutablePointer<Pointer?>) -> Status).self)(
                Self.onlyErrors, "atelier", $0)
        }
        memory = try made("memory description") {
            Self.slot(.createCPUMemory, table, as: (@convention(c) (Int32, Int32, UnsafeMutablePointer<Pointer?>) -> Status).self)(
                1, 0, $0)
        }
        allocator = try made("allocator") { Self.slot(.defaultAllocator, table, as: Make.self)($0) }
    }

    /// What it logs goes to the engine's standard error.
    private static let onlyErrors: Int32 = 3

    // MARK: Calls

    func call<Function>(_ slot: OnnxRuntimeSlot, as type: Function.Type = Function.self) -> Function {
        Self.slot(slot, table, as: type)
    }

    /// Throws what a call complains of.
    func check(_ status: Status) throws(OnnxRuntimeComplaint) {
        if let status { throw OnnxRuntimeComplaint(message: Self.take(status, table)) }
    }

    /// What a call makes.
    func made(_ make: (UnsafeMutablePointer<Pointer?>) -> Status) throws(OnnxRuntimeComplaint) -> Pointer {
        var made: Pointer?
        try check(make(&made))
        guard let made else { throw OnnxRuntimeComplaint(message: "it gave nothing") }
        return made
    }

    func release(_ slot: OnnxRuntimeSlot, _ pointer: Pointer) {
        call(slot, as: Release.self)(pointer)
    }

    private static func slot<Function>(
        _ slot: OnnxRuntimeSlot, _ table: UnsafePointer<UnsafeRawPointer?>, as type: Function.Type
    ) -> Function {
        unsafeBitCast(table[slot.rawValue], to: type)
    }

    private static func take(_ status: Pointer, _ table: UnsafePointer<UnsafeRawPointer?>) -> String {
        defer { slot(.releaseStatus, table, as: Release.self)(status) }
        let text = slot(.errorMessage, table, as: (@convention(c) (Pointer) -> Text?).self)(status)
        return OnnxRuntimeComplaint.sentence(text.map { String(cString: $0) } ?? "")
    }
}

/// Places in the table.
enum OnnxRuntimeSlot: Int {
    case errorMessage = 2, createEnvironment = 3, createSession = 7, run = 9, createOptions = 10
    case setGraphOptimization = 23, setThreadsWithin = 24, setThreadsBetween = 25
    case inputCount = 30, outputCount = 31, inputType = 33, outputType = 34, inputName = 36, outputName = 37
    case createTensor = 48, createTensorOverData = 49, tensorData = 51
    case fillTexts = 52, textsLength = 53, textsContent = 54
    case tensorInfo = 55, kindOfType = 56
    case elementType = 60, dimensionsCount = 61, dimensions = 62, elementCount = 64, tensorInfoOfValue = 65
    case kindOfValue = 67, createCPUMemory = 69, free = 76, defaultAllocator = 78
    case part = 80, partCount = 81
    case releaseStatus = 93, releaseSession = 95, releaseValue = 96, releaseTypeInfo = 98, releaseTensorInfo = 99
    case releaseOptions = 100
}

/// What ONNX Runtime says when it refuses, in a sentence.
struct OnnxRuntimeComplaint: Error, Sendable {
    let message: String

    /// Its messages are a place in its source, a function and a sentence, or a sentence:
    /// `Non-zero status code returned while running Gemm node. Name:'x' Status Message: /src/gemm.h:12 F(…) a != b`.
    static func sentence(_ text: String) -> String {
        let lines = text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
        var line = lines.first ?? "it does not say why"
        if let end = line.firstRange(of: "Status Message: ") {
            let node = line[..<end.lowerBound].firstRange(of: "while running ").map { line[$0.upperBound..<end.lowerBound] }
            let rest = line[end.upperBound...]
            line = node.map { $0.prefix { $0 != "." } + ": " + withoutPlace(rest) } ?? withoutPlace(rest)
        } else {
            line = withoutPlace(line)
        }
        return String(line).neutralised
    }

    /// Drops `/src/gemm.h:12 ns::F(int, const T&) [with T = float] `.
    private static func withoutPlace(_ line: Substring) -> Substring {
        let file = line.prefix { $0 != " " }
        guard file.contains("/"), let colon = file.lastIndex(of: ":"), file[file.index(after: colon)...].allSatisfy(\.isNumber),
            file.endIndex < line.endIndex
        else { return line }
        let rest = line[line.index(after: file.endIndex)...]
        // The signature ends with its last bracket in front of the message.
        for end in [" was false. ", ") const ", "] ", ") "] {
            if let range = rest.firstRange(of: end), range.upperBound < rest.endIndex { return rest[range.upperBound...] }
        }
        return rest
    }
}
