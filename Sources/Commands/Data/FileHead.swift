import Domain
import LinuxSystem

/// The beginning of a file: as much as a preview can need.
struct FileHead {
    let path: String
    let isWhole: Bool
    private let bytes: [UInt8]

    private static let most = 1 << 20

    /// Throws `notFound` when there is no such file.
    init(_ path: String) throws {
        self.path = path
        do {
            let file = try FileDescriptor.open(path)
            isWhole = try file.size(path: path) <= Int64(Self.most)
            bytes = try file.read(at: 0, count: Self.most)
        } catch {
            throw AtelierError(.notFound, "\(path.neutralised) cannot be read", hint: "\(error)", cause: error)
        }
    }

    /// Throws `unsupported` for what is no text.
    func text(_ encoding: TextEncoding) throws -> String {
        switch encoding {
        case .utf8, .utf8bom, .ascii:
            guard !bytes.prefix(8192).contains(0) else {
                throw AtelierError(
                    .unsupported, "\(path.neutralised) is no text", hint: "open it with a program that knows its kind")
            }
            let plain = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
            return String(decoding: plain, as: UTF8.self)
        case .latin1, .iso88591, .windows1252:
            var text = String.UnicodeScalarView()
            for byte in bytes { text.append(Unicode.Scalar(byte)) }
            return String(text)
        case .utf16:
            let isBig = bytes.starts(with: [0xFE, 0xFF])
            let start = isBig || bytes.starts(with: [0xFF, 0xFE]) ? 2 : 0
            let units = stride(from: start, to: bytes.count - 1, by: 2).map { index in
                let (one, two) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
                return isBig ? one << 8 | two : two << 8 | one
            }
            return String(decoding: units, as: UTF16.self)
        case .utf32:
            throw AtelierError(.unsupported, "\(path.neutralised) is UTF-32, which a preview does not read")
        }
    }

    /// Without the last one where the file was not read to its end.
    func lines(_ encoding: TextEncoding) throws -> [String] {
        var lines = try text(encoding).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map(String.init)
        if !isWhole || lines.last?.isEmpty == true { lines = lines.dropLast() }
        return lines
    }
}
