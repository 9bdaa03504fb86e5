/// Chance that is the same in every run: a value is a function of the seed and of what it is asked for, so that the
/// thousandth value costs no more than the first.
struct DemoRandom: Sendable, Hashable, RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    /// For one thing of the world, by its name.
    init(_ seed: UInt64, for name: String) {
        state = name.utf8.reduce(seed ^ 0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        return Self.mixed(state)
    }

    /// The value at a place, 0 to 1.
    func share(at place: Int) -> Double {
        Double(bits(at: place) >> 11) / Double(1 << 53)
    }

    func bits(at place: Int) -> UInt64 {
        Self.mixed(state &+ UInt64(bitPattern: Int64(place)) &* 0x9e37_79b9_7f4a_7c15)
    }

    /// About 0, mostly within -1 to 1.
    func noise(at place: Int) -> Double {
        share(at: place &* 3) + share(at: place &* 3 &+ 1) + share(at: place &* 3 &+ 2) - 1.5
    }

    /// Like noise, but neighbouring places have neighbouring values: a load that wobbles.
    func wobble(at place: Double) -> Double {
        let floor = place.rounded(.down)
        let left = Int(floor)
        let part = place - floor
        let ease = part * part * (3 - 2 * part)
        return noise(at: left) * (1 - ease) + noise(at: left &+ 1) * ease
    }

    /// Hexadecimal digits, e.g. of a hash that nothing was hashed for.
    func digits(_ count: Int) -> String {
        var text = ""
        var place = 0
        while text.count < count {
            let part = String(bits(at: place), radix: 16)
            text += String(repeating: "0", count: 16 - part.count) + part
            place += 1
        }
        return String(text.prefix(count))
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
