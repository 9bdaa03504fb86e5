import Domain

/// Requests with their answers, one JSON object a line: `{"request": {"data": [[1]]}, "response": ["setosa"]}`.
extension Reading {
    func goldenRequests(_ node: DocumentNode) -> [GoldenRequest]? {
        guard let path = existingPath(node, "golden_requests", allowing: [.file]) else { return nil }
        let shown = shownName(of: path)
        guard var file = SourceText.read(
            file: path, shownAs: shown, diagnostics: diagnostics, wantedAt: node.position)
        else { return nil }
        var requests: [GoldenRequest] = []
        var isWhole = true
        for (index, line) in file.lines.enumerated() where line.contains(where: { !$0.isWhitespace }) {
            let place = SourcePosition(shown, line: index + 1, column: 1)
            if let request = goldenRequest(line, at: place) { requests.append(request) } else { isWhole = false }
        }
        guard isWhole else { return nil }
        let size = requests.reduce(0) { $0 + $1.body.utf8.count }
        guard !requests.isEmpty, requests.count <= GoldenRequest.limit, size <= GoldenRequest.longest.bytes else {
            diagnostics.error(
                "'\(shown)' holds \(requests.count) requests of \(ByteCount(Int64(size)))", at: node.position,
                hint: "give it 1 to \(GoldenRequest.limit), of \(GoldenRequest.longest) together at most")
            return nil
        }
        return requests
    }

    private func goldenRequest(_ line: Substring, at place: SourcePosition) -> GoldenRequest? {
        let value: JSONValue
        do {
            value = try JSONParser.parse(line)
        } catch {
            diagnostics.error("the line is \(error.message)", at: place)
            return nil
        }
        guard case .object(let members) = value, let request = members["request"] else {
            diagnostics.error(
                "a golden request is an object with a \"request\"", at: place,
                hint: #"write {"request": …, "response": …} in one line"#)
            return nil
        }
        if let unknown = members.keys.sorted().first(where: { $0 != "request" && $0 != "response" }) {
            let meant = EditDistance.nearest(to: unknown, among: ["request", "response"])
            diagnostics.error("unknown member \"\(unknown)\"" + Self.suggestion(meant), at: place)
            return nil
        }
        return GoldenRequest(body: request.compactText, expected: members["response"])
    }
}
