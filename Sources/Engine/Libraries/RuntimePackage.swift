import Domain

/// Where a library is on PyPI, and which files of its package are worth keeping.
enum RuntimePackage {
    /// The packages that may hold it, the smallest first: `xgboost-cpu` is `xgboost` without what graphics cards need,
    /// and has not always been there.
    static func names(of runtime: RuntimeName) -> [String] {
        switch runtime {
        case .xgboost: ["xgboost-cpu", "xgboost"]
        case .onnxruntime: ["onnxruntime"]
        }
    }

    /// Whether a file of an installed package, by its path from `site-packages`, is the library.
    static func isLibrary(_ path: String, of runtime: RuntimeName) -> Bool {
        switch runtime {
        case .xgboost: path == "xgboost/lib/libxgboost.so"
        case .onnxruntime: path.hasPrefix("onnxruntime/capi/libonnxruntime.so")
        }
    }

    /// Whether a file is kept: the library, what it was packed with (its own OpenMP, which it looks for at a path
    /// relative to its own), licences, and what the package says of itself.
    static func isKept(_ path: String, of runtime: RuntimeName) -> Bool {
        if isLibrary(path, of: runtime) { return true }
        let parts = path.pathParts
        guard let folder = parts.first, let name = parts.last, parts.count > 1 else { return false }
        if folder.hasSuffix(".libs") { return true }
        if folder.hasSuffix(".dist-info") { return ["METADATA", "RECORD"].contains(name) || isLicense(name) }
        return parts.count == 2 && isLicense(name)
    }

    private static func isLicense(_ name: String) -> Bool {
        let lower = name.lowercased()
        return ["license", "licence", "notice", "thirdpartynotices", "copying"].contains { lower.hasPrefix($0) }
    }

    /// The package and the version that a folder `…-VERSION.dist-info` is about, when it is one of the runtime's.
    static func version(inFolder name: String, of runtime: RuntimeName) -> String? {
        guard name.hasSuffix(".dist-info") else { return nil }
        let parts = name.dropLast(".dist-info".count).split(separator: "-", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        let kin = ["xgboost": RuntimeName.xgboost, "xgboost_cpu": .xgboost, "onnxruntime": .onnxruntime, "onnxruntime_gpu": .onnxruntime]
        return kin[parts[0].lowercased()] == runtime ? String(parts[1]) : nil
    }

    /// What `METADATA` says of the licence.
    static func license(in metadata: String) -> String? {
        for line in metadata.split(separator: "\n").prefix(200) {
            for field in ["License-Expression: ", "License: "] {
                if let text = String(line).removing(prefix: field) { return text.trimmingSpaces.neutralised }
            }
        }
        return nil
    }

    /// The SHA-256 of a file as `RECORD` lists it; nil when it does not.
    static func hash(of path: String, in record: String) -> ContentHash? {
        for line in record.split(separator: "\n") {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count >= 2, fields[0] == path, let digest = String(fields[1]).removing(prefix: "sha256=") else { continue }
            return hexadecimal(ofBase64: digest)
        }
        return nil
    }

    /// `RECORD` writes digests in URL-safe base64 without padding.
    private static func hexadecimal(ofBase64 text: String) -> ContentHash? {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var bits = 0
        var held: UInt32 = 0
        var digits = ""
        for character in text.utf8 where character != UInt8(ascii: "=") {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            held = held << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                let byte = UInt8(truncatingIfNeeded: held >> UInt32(bits))
                digits += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
            }
        }
        return digits.count == 64 ? ContentHash(rawValue: digits) : nil
    }
}
