/// The lower triangle L of a symmetric positive definite matrix A = LLᵀ.
struct Cholesky {
    private let lower: Matrix

    /// Nil when the matrix is not positive definite within rounding.
    init?(_ matrix: Matrix) {
        let size = matrix.rows
        var lower = Matrix(rows: size, columns: size)
        let largest = (0..<size).reduce(0) { max($0, matrix[$1, $1]) }
        for row in 0..<size {
            for column in 0...row {
                var sum = matrix[row, column]
                for index in 0..<column { sum -= lower[row, index] * lower[column, index] }
                if row == column {
                    guard sum > largest * 1e-13 else { return nil }
                    lower[row, row] = sum.squareRoot()
                } else {
                    lower[row, column] = sum / lower[column, column]
                }
            }
        }
        self.lower = lower
    }

    /// x of Ax = b.
    func solve(_ right: [Double]) -> [Double] {
        var solution = right
        let size = right.count
        for row in 0..<size {
            for index in 0..<row { solution[row] -= lower[row, index] * solution[index] }
            solution[row] /= lower[row, row]
        }
        for row in stride(from: size - 1, through: 0, by: -1) {
            for index in row + 1..<max(row + 1, size) { solution[row] -= lower[index, row] * solution[index] }
            solution[row] /= lower[row, row]
        }
        return solution
    }
}
