import Analysis
import Platform
import Tensors
import Testing

/// How well neighbours tell classes.
struct NearestNeighborClassificationTests {
  private let team = WorkerTeam(count: 2)
  private let codes = Tensor(
    shape: [40, 2],
    elements: (0..<40).flatMap { [Float(sin(1.7 * Double($0))), Float(cos(2.3 * Double($0)))] })

  private var classes: [Int] {
    (0..<40).map { Double(codes[$0, 0]) + 0.8 * sin(5 * Double($0)) > 0 ? 1 : 0 }
  }

  /// `cross_val_score(KNeighborsClassifier(k), X, y, cv=LeaveOneOut())` of scikit-learn 1.9.1: 31, 31 and 32 of 40.
  @Test("as many right guesses as scikit-learn's", arguments: [(1, 31), (5, 31), (9, 32)])
  func reference(neighborCount: Int, hits: Int) throws {
    let result = try #require(
      NearestNeighborClassification(neighborCount: neighborCount)
        .result(of: classes, from: codes, team: team))
    #expect(result.accuracy == Double(hits) / 40 && result.largestShare == 0.5)
  }

  @Test("of classes with as many votes the nearer one wins")
  func ties() throws {
    let line = Tensor(shape: [4, 1], elements: [0, 1, 3, 7])
    let result = NearestNeighborClassification(neighborCount: 2)
      .result(of: [4, 4, 9, 9], from: line, team: team)
    // Votes of 0: 4 and 9, the first nearer; of 1: 4 and 9; of 3: 4 and 4; of 7: 9 and 4.
    #expect(try #require(result).accuracy == 0.75)
  }

  @Test("nothing is told where nothing varies, and by a single point")
  func degenerate() {
    let one = Tensor(shape: [1, 2], elements: [0, 1])
    let same = Tensor(repeating: 3, shape: [5, 2])
    let classification = NearestNeighborClassification()
    #expect(classification.result(of: [0], from: one, team: team) == nil)
    #expect(classification.result(of: [0, 1, 0, 1, 0], from: same, team: team) == nil)
  }
}
