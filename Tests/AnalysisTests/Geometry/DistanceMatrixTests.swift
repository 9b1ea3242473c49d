import Analysis
import Testing

@Suite("Matrix of distances")
struct DistanceMatrixTests {
  @Test func aDecodedMatrixBecomesSymmetricAndPositive() throws {
    let matrix = try DistanceMatrix(decoded: [0.5, 1, -3, 2, -1, 4, 1, 6, 0])
    #expect(matrix.distances.elements == [0, 1.5, 0, 1.5, 0, 5, 0, 5, 0])
    // Half differences 0.5, 2 and 1.
    #expect(abs(matrix.asymmetry - (5.25 / 3).squareRoot()) < 1e-12)
  }

  @Test func aMeasuredMatrixMustBeOne() throws {
    #expect(throws: Never.self) { try DistanceMatrix(measured: [0, 1, 1.000_001, 0]) }
    let wrong: [(elements: [Float], error: GeometryError)] = [
      ([1, 2, 3], .notSquare(elementCount: 3)),
      ([0, 1, .nan, 0], .notFinite(row: 1, column: 0, value: .nan)),
      ([0, .infinity, 1, 0], .notFinite(row: 0, column: 1, value: .infinity)),
      ([0, -1, -1, 0], .notADistance(row: 1, column: 0, value: -1)),
      ([0, 1, 1, 0.5], .notADistance(row: 1, column: 1, value: 0.5)),
      ([0, 2, 1, 0], .notSymmetric(row: 1, column: 0, value: 1, mirrored: 2)),
    ]
    for (elements, expected) in wrong {
      // Compared as text, as nan differs from itself.
      let error = #expect(throws: GeometryError.self) { try DistanceMatrix(measured: elements) }
      #expect(error?.description == expected.description)
      #expect(error?.description.contains("\n") == false)
    }
  }

  @Test func theNumberOfParticlesIsChecked() {
    #expect(throws: GeometryError.wrongCount(expected: 30, found: 2)) {
      try DistanceMatrix(decoded: [0, 1, 1, 0], expectedCount: 30)
    }
    #expect(throws: GeometryError.notSquare(elementCount: 7)) {
      try DistanceMatrix(decoded: Array(repeating: 0, count: 7), expectedCount: 30)
    }
  }
}
