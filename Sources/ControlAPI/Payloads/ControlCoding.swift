package import FoundationEssentials

/// How values travel: JSON with ISO 8601 times that keep their milliseconds.
package enum ControlCoding {
    package static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(date.formatted(timeStyle))
        }
        return try encoder.encode(value)
    }

    package static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            try Date(decoder.singleValueContainer().decode(String.self), strategy: timeStyle)
        }
        return try decoder.decode(type, from: data)
    }

    private static let timeStyle = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}

/// Headers of the control API.
package enum ControlHeader {
    /// The login name of whoever asks; it becomes the `by` of events. The socket's folder already keeps others out.
    package static let user = "x-atelier-user"
}
