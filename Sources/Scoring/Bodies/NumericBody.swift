package import NIOCore

/// A JSON body of rows, read straight from its bytes.
///
/// Read are an object with one of the fields of `BodyKey`, or the rows alone. Rows are
///
/// - a list of lists of cells, or of records `{"column": cell}` that all have the same columns;
/// - `{"columns": [names], "index": […], "data": [[cells]]}`, columns and index being optional (not for
///   `dataframe_records`);
/// - a map of column to list, whose lists may be nested and are tensors then (not for `dataframe_…`);
/// - a flat list, one tensor of shape `[n]`, or a list nested deeper, one tensor of that shape.
///
/// A cell is a number, a truth value (1 or 0), a text, or a missing value: `null`, or `NaN` as Python writes it, both NaN
/// here. A column holds texts or numbers, never both, and no text is missing. `Infinity` is refused, as scikit-learn and
/// XGBoost refuse it, and so are a number beyond a double's range, a key given twice, a ragged row, an index that counts
/// other rows, bytes that are not UTF-8, anything after the body's end, and any field that is not known. `outputs` may
/// name the outputs that are wanted; `params` and `parameters` are read over. An integer beyond 2^53 is rounded to a
/// double.
package struct NumericBody: Sendable, Hashable {
    package var request: InferenceRequest
    /// Nil for rows alone.
    package var key: BodyKey?

    /// Throws 400 with a sentence that says what is wrong, and at which byte or in which row and column.
    package static func parse(_ body: ByteBuffer) throws(InferenceFault) -> NumericBody {
        var result: Result<NumericBody, InferenceFault> = .failure(empty)
        body.withUnsafeReadableBytes { bytes in
            guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
            var reader = BodyReader(base.assumingMemoryBound(to: UInt8.self), count: bytes.count)
            do throws(InferenceFault) {
                result = .success(try reader.read())
            } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    private static let empty = InferenceFault("the request has no body: send rows, e.g. {\"data\": [[1, 2], [3, 4]]}")
}
