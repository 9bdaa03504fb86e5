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
        general("Standard_DS15_v2", "DSv2", 20, 140, 1.853),
        general("Standard_D1_v2", "Dv2", 1, 3.5, 0.073),
        general("Standard_D2_v2", "Dv2", 2, 7, 0.146),
        general("Standard_D3_v2", "Dv2", 4, 14, 0.293),
        general("Standard_D4_v2", "Dv2", 8, 28, 0.585),
        general("Standard_D5_v2", "Dv2", 16, 56, 1.170),
        general("Standard_D11_v2", "Dv2", 2, 14, 0.185),
        general("Standard_D12_v2", "Dv2", 4, 28, 0.371),
        general("Standard_D13_v2", "Dv2", 8, 56, 0.741),
        general("Standard_D14_v2", "Dv2", 16, 112, 1.482),
        general("Standard_D15_v2", "Dv2", 20, 140, 1.853),
        general("Standard_D2s_v3", "DSv3", 2, 8, 0.096),
        general("Standard_D4s_v3", "DSv3", 4, 16, 0.192),
        general("Standard_D8s_v3", "DSv3", 8, 32, 0.384),
        general("Standard_D16s_v3", "DSv3", 16, 64, 0.768),
        general("Standard_D32s_v3", "DSv3", 32, 128, 1.536),
        general("Standard_D64s_v3", "DSv3", 64, 256, 3.072),
        general("Standard_D2as_v4", "DASv4", 2, 8, 0.096),
        general("Standard_D4as_v4", "DASv4", 4, 16, 0.192),
        general("Standard_D8as_v4", "DASv4", 8, 32, 0.384),
        general("Standard_D16as_v4", "DASv4", 16, 64, 0.768),
        general("Standard_E2s_v3", "ESv3", 2, 16, 0.126),
        general("Standard_E4s_v3", "ESv3", 4, 32, 0.252),
        general("Standard_E8s_v3", "ESv3", 8, 64, 0.504),
        general("Standard_E16s_v3", "ESv3", 16, 128, 1.008),
        general("Standard_E32s_v3", "ESv3", 32, 256, 2.016),
        general("Standard_E64s_v3", "ESv3", 64, 432, 3.629),
        general("Standard_F2s_v2", "FSv2", 2, 4, 0.085),
        general("Standard_F4s_v2", "FSv2", 4, 8, 0.169),
        general("Standard_F8s_v2", "FSv2", 8, 16, 0.338),
        general("Standard_F16s_v2", "FSv2", 16, 32, 0.677),
        general("Standard_F32s_v2", "FSv2", 32, 64, 1.353),
        general("Standard_F64s_v2", "FSv2", 64, 128, 2.706),
        general("Standard_F72s_v2", "FSv2", 72, 144, 3.045),
        general("Standard_A2_v2", "Av2", 2, 4, 0.091),
        general("Standard_A4_v2", "Av2", 4, 8, 0.191),
        accelerated("Standard_NC6", "NC", 6, 56, 1, 0.900),
        accelerated("Standard_NC12", "NC", 12, 112, 2, 1.800),
        accelerated("Standard_NC24", "NC", 24, 224, 4, 3.600),
        accelerated("Standard_NC24r", "NC", 24, 224, 4, 3.960),
        accelerated("Standard_NC6s_v3", "NCSv3", 6, 112, 1, 3.060),
        accelerated("Standard_NC12s_v3", "NCSv3", 12, 224, 2, 6.120),
        accelerated("Standard_NC24s_v3", "NCSv3", 24, 448, 4, 12.240),
        accelerated("Standard_NC24rs_v3", "NCSv3", 24, 448, 4, 13.464),
        accelerated("Standard_NC4as_T4_v3", "NCASv3_T4", 4, 28, 1, 0.526),
        accelerated("Standard_NC8as_T4_v3", "NCASv3_T4", 8, 56, 1, 0.752),
        accelerated("Standard_NC16as_T4_v3", "NCASv3_T4", 16, 110, 1, 1.204),
        accelerated("Standard_NC64as_T4_v3", "NCASv3_T4", 64, 440, 4, 4.352),
        accelerated("Standard_NC24ads_A100_v4", "NCADSA100v4", 24, 220, 1, 3.673),
        accelerated("Standard_NC48ads_A100_v4", "NCADSA100v4", 48, 440, 2, 7.346),
        accelerated("Standard_NC96ads_A100_v4", "NCADSA100v4", 96, 880, 4, 14.692),
        accelerated("Standard_NC40ads_H100_v5", "NCADSH100v5", 40, 320, 1, 6.980),
        accelerated("Standard_NC80adis_H100_v5", "NCADSH100v5", 80, 640, 2, 13.960),
        accelerated("Standard_NV6", "NV", 6, 56, 1, 1.140),
        accelerated("Standard_ND40rs_v2", "NDv2", 40, 672, 8, 22.032),
        accelerated("Standard_ND96asr_v4", "NDASv4_A100", 96, 900, 8, 27.197),
        accelerated("Standard_ND96amsr_A100_v4", "NDAMSv4_A100", 96, 1900, 8, 32.770),
        accelerated("Standard_ND96isr_H100_v5", "NDSH100v5", 96, 1900, 8, 98.320),
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
