/// An Azure VM size as a promise of cores and memory, with the pay-as-you-go price the cost figures are reckoned by.
package struct VMSize: Codable, Sendable, Hashable {
    package let name: String
    package let family: String
    package let cores: Int
    package let memoryGiB: Double
    package let gpus: Int
    /// US dollars an hour, Linux, East US, rounded: a yardstick, not a bill.
    package let pricePerHour: Double

    package var memory: ByteCount { .gibibytes(memoryGiB) }

    /// Finds a size by name, whatever its case, with or without `Standard_`.
    package static func named(_ name: String) -> VMSize? {
        let wanted = normalised(name)
        return catalogue.first { normalised($0.name) == wanted }
    }

    private static func normalised(_ name: String) -> String {
        let lower = name.lowercased()
        return lower.hasPrefix("standard_") ? String(lower.dropFirst("standard_".count)) : lower
    }

    package static let catalogue: [VMSize] = [
        general("Standard_DS1_v2", "DSv2", 1, 3.5, 0.073),
        general("Standard_DS2_v2", "DSv2", 2, 7, 0.146),
        general("Standard_DS3_v2", "DSv2", 4, 14, 0.293),
        general("Standard_DS4_v2", "DSv2", 8, 28, 0.585),
        general("Standard_DS5_v2", "DSv2", 16, 56, 1.170),
        general("Standard_DS11_v2", "DSv2", 2, 14, 0.185),
        general("Standard_DS12_v2", "DSv2", 4, 28, 0.371),
        general("Standard_DS13_v2", "DSv2", 8, 56, 0.741),
        general("Standard_DS14_v2", "DSv2", 16, 112, 1.482),
        general("Standard_D1_v2", "Dv2", 1, 3.5, 0.073),
        general("Standard_D2_v2", "Dv2", 2, 7, 0.146),
        general("Standard_D3_v2", "Dv2", 4, 14, 0.293),
        general("Standard_D4_v2", "Dv2", 8, 28, 0.585),
        general("Standard_D11_v2", "Dv2", 2, 14, 0.185),
        general("Standard_D12_v2", "Dv2", 4, 28, 0.371),
        general("Standard_D2s_v3", "DSv3", 2, 8, 0.096),
        general("Standard_D4s_v3", "DSv3", 4, 16, 0.192),
        general("Standard_D8s_v3", "DSv3", 8, 32, 0.384),
        general("Standard_D16s_v3", "DSv3", 16, 64, 0.768),
        general("Standard_D2as_v4", "DASv4", 2, 8, 0.096),
        general("Standard_D4as_v4", "DASv4", 4, 16, 0.192),
        general("Standard_E2s_v3", "ESv3", 2, 16, 0.126),
        general("Standard_E4s_v3", "ESv3", 4, 32, 0.252),
        general("Standard_E8s_v3", "ESv3", 8, 64, 0.504),
        general("Standard_E16s_v3", "ESv3", 16, 128, 1.008),
        general("Standard_F2s_v2", "FSv2", 2, 4, 0.085),
        general("Standard_F4s_v2", "FSv2", 4, 8, 0.169),
        general("Standard_F8s_v2", "FSv2", 8, 16, 0.338),
        general("Standard_F16s_v2", "FSv2", 16, 32, 0.677),
        general("Standard_F32s_v2", "FSv2", 32, 64, 1.353),
        general("Standard_A2_v2", "Av2", 2, 4, 0.091),
        general("Standard_A4_v2", "Av2", 4, 8, 0.191),
        accelerated("Standard_NC6", "NC", 6, 56, 1, 0.900),
        accelerated("Standard_NC12", "NC", 12, 112, 2, 1.800),
        accelerated("Standard_NC6s_v3", "NCSv3", 6, 112, 1, 3.060),
        accelerated("Standard_NC12s_v3", "NCSv3", 12, 224, 2, 6.120),
        accelerated("Standard_NC24s_v3", "NCSv3", 24, 448, 4, 12.240),
        accelerated("Standard_NC4as_T4_v3", "NCASv3_T4", 4, 28, 1, 0.526),
        accelerated("Standard_NC8as_T4_v3", "NCASv3_T4", 8, 56, 1, 0.752),
        accelerated("Standard_NC24ads_A100_v4", "NCADSA100v4", 24, 220, 1, 3.673),
        accelerated("Standard_ND40rs_v2", "NDv2", 40, 672, 8, 22.032),
    ]

    private static func general(
        _ name: String, _ family: String, _ cores: Int, _ memory: Double, _ price: Double
    ) -> VMSize {
        VMSize(name: name, family: family, cores: cores, memoryGiB: memory, gpus: 0, pricePerHour: price)
    }

    private static func accelerated(
        _ name: String, _ family: String, _ cores: Int, _ memory: Double, _ gpus: Int, _ price: Double
    ) -> VMSize {
        VMSize(name: name, family: family, cores: cores, memoryGiB: memory, gpus: gpus, pricePerHour: price)
    }
}
