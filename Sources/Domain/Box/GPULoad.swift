/// One accelerator, as `nvidia-smi` tells it.
package struct GPULoad: Codable, Sendable, Hashable {
    package let index: Int
    package let name: String
    /// 0 to 1
    package let utilisation: Double
    package let memory: Usage
    /// Degrees Celsius.
    package let temperature: Double?
    /// Watts.
    package let power: Double?

    package init(
        index: Int, name: String, utilisation: Double, memory: Usage, temperature: Double? = nil, power: Double? = nil
    ) {
        self.index = index
        self.name = name
        self.utilisation = utilisation
        self.memory = memory
        self.temperature = temperature
        self.power = power
    }
}
