import Glibc

/// The texts of a column by their bytes, each once, numbered in the order they came.
struct TextPool {
    enum Found {
        case code(Int32)
        case missing
        case notUTF8
        case hasNUL
    }

    private(set) var values: [String] = []
    private var bytes: [UInt8] = []
    /// Where each entry's bytes begin; one more for the end.
    private var starts: [Int] = [0]
    /// -1 for words that say that something is missing.
    private var codes: [Int32] = []
    /// A hash and one more than its entry, at the place of the hash or next to it; 0 is free. Never more than half full.
    private var slots = [UInt64](repeating: 0, count: 64)

    init(missing: [[UInt8]]) {
        for word in missing {
            word.withUnsafeBufferPointer { word in
                if let base = word.baseAddress { add(base, word.count, Self.hash(base, word.count), -1) }
            }
        }
    }

    mutating func find(_ base: UnsafePointer<UInt8>, _ count: Int) -> Found {
        let hash = Self.hash(base, count)
        if let entry = entry(base, count, hash) { return codes[entry] < 0 ? .missing : .code(codes[entry]) }
        let text = UnsafeBufferPointer(start: base, count: count)
        guard let value = String(valid: text) else { return .notUTF8 }
        guard count == 0 || memchr(base, 0, count) == nil else { return .hasNUL }
        let code = Int32(values.count)
        values.append(value)
        add(base, count, hash, code)
        return .code(code)
    }

    /// Takes the texts of another pool of the same missing words. The code here of each code there.
    mutating func absorb(_ other: TextPool) -> [Int32] {
        var byCode = [Int32](repeating: -1, count: other.values.count)
        other.bytes.withUnsafeBufferPointer { theirs in
            guard let base = theirs.baseAddress else { return }
            for (entry, code) in other.codes.enumerated() where code >= 0 {
                let (start, count) = (base + other.starts[entry], other.starts[entry + 1] - other.starts[entry])
                let hash = Self.hash(start, count)
                if let known = self.entry(start, count, hash) {
                    byCode[Int(code)] = codes[known]
                } else {
                    byCode[Int(code)] = Int32(values.count)
                    values.append(other.values[Int(code)])
                    add(start, count, hash, Int32(values.count - 1))
                }
            }
        }
        return byCode
    }

    @inline(__always)
    private func entry(_ base: UnsafePointer<UInt8>, _ count: Int, _ hash: UInt32) -> Int? {
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            if UInt32(truncatingIfNeeded: slots[slot] >> 32) == hash {
                let entry = Int(slots[slot] & 0xFFFF_FFFF) - 1
                if starts[entry + 1] - starts[entry] == count, isSame(entry, base, count) { return entry }
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private func isSame(_ entry: Int, _ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        bytes.withUnsafeBufferPointer { own in
            guard count > 0, let ownBase = own.baseAddress else { return count == 0 }
            return memcmp(ownBase + starts[entry], base, count) == 0
        }
    }

    private mutating func add(_ base: UnsafePointer<UInt8>, _ count: Int, _ hash: UInt32, _ code: Int32) {
        if (codes.count + 1) * 2 > slots.count {
            let old = slots
            slots = [UInt64](repeating: 0, count: old.count * 2)
            for slot in old where slot != 0 { place(slot) }
        }
        bytes.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
        starts.append(bytes.count)
        codes.append(code)
        place(UInt64(hash) << 32 | UInt64(codes.count))
    }

    private mutating func place(_ entry: UInt64) {
        var slot = Int(entry >> 32) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = entry
    }

    @inline(__always)
    private static func hash(_ base: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
        var state = UInt64(count) &* 0x9E37_79B9_7F4A_7C15
        var place = 0
        while place + 8 <= count {
            state = mixed(state ^ UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self))
            place += 8
        }
        state = mixed(state ^ rest(base, count))
        return UInt32(truncatingIfNeeded: state >> 32)
    }

    /// What is left behind whole words, some bytes before it too: lengths differ from cell to cell, and a loop over few bytes is
    /// guessed wrong each time.
    @inline(__always)
    private static func rest(_ base: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        let raw = UnsafeRawPointer(base)
        if count >= 8 { return raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self) }
        if count >= 4 {
            let first = raw.loadUnaligned(as: UInt32.self)
            let last = raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
            return UInt64(first) << 32 | UInt64(last)
        }
        guard count > 0 else { return 0 }
        return UInt64(base[0]) << 16 | UInt64(base[count / 2]) << 8 | UInt64(base[count - 1])
    }

    @inline(__always)
    private static func mixed(_ state: UInt64) -> UInt64 {
        let (high, low) = state.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return high ^ low
    }
}

/// A column of texts, put together from the parts it was read in.
struct PooledTexts {
    private(set) var codes: [Int32] = []
    private var pool = TextPool(missing: [])

    var column: TextColumn { TextColumn(codes: codes, values: pool.values) }

    init(rows: Int) {
        codes.reserveCapacity(rows)
    }

    mutating func appendMissing(_ count: Int) {
        codes.append(contentsOf: repeatElement(-1, count: count))
    }

    mutating func append(_ more: UnsafeBufferPointer<Int32>, _ texts: TextPool) {
        guard !pool.values.isEmpty else {
            pool = texts
            return codes.append(contentsOf: more)
        }
        let byCode = pool.absorb(texts)
        for code in more { codes.append(code < 0 ? -1 : byCode[Int(code)]) }
    }
}
