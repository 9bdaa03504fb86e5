package import Domain
package import FoundationEssentials

extension JSONValue {
    /// As Azure writes times: `2026-01-31T12:00:00.000+00:00`.
    package init(_ time: Date) {
        let text = time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        self = .string(text.hasSuffix("Z") ? text.dropLast() + "+00:00" : text)
    }
}

extension CreationContext {
    /// Azure's `creation_context`.
    package var presentation: JSONValue {
        [
            "created_at": JSONValue(createdAt), "created_by": .string(createdBy), "created_by_type": "User",
            "last_modified_at": JSONValue(lastModifiedAt), "last_modified_by": .string(lastModifiedBy),
            "last_modified_by_type": "User",
        ]
    }
}
