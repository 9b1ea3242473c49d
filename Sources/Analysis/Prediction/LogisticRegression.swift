import Platform
package import Tensors

/// Multinomial logistic regression with an L2 penalty on standardised inputs.
///
/// p(class | x) is proportional to exp(w_class x + b_class). The loss is strictly convex up to a common shift
/// of all intercepts, and the optimisation is deterministic. A class without samples has probability 0.
package struct LogisticRegression: Sendable, Equatable {
  /// The penalty on weights, and when the optimisation ends.
  package struct Configuration: Sendable, Equatable, Codable {
    /// Half of it times the sum of the squared weights is added to the sum of -ln p over the samples; 1 / C of
    /// scikit-learn.
    package var penalty: Double
    /// The largest component of the mean loss's gradient that counts as zero.
    package var gradientTolerance: Double
    /// The most steps of the optimisation.
    package var iterationLimit: Int

    /// Creates a configuration.
    package init(
      penalty: Double = 1, gradientTolerance: Double = 1e-5, iterationLimit: Int = 200
    ) {
      precondition(
        penalty >= 0 && gradientTolerance >= 0 && iterationLimit >= 0,
        "LogisticRegression: penalty \(penalty), \(gradientTolerance), \(iterationLimit) steps")
      self.penalty = penalty
      self.gradientTolerance = gradientTolerance
      self.iterationLimit = iterationLimit
    }
  }

  /// The number of classes, with or without samples.
  package let classCount: Int
  /// The number of steps taken.
  package let iterationCount: Int
  /// Whether the gradient is within its tolerance; else the best weights found are used.
  package let isConverged: Bool

  /// The classes that have samples, ascending; columns of the parameters.
  let classes: [Int]
  /// `[columns + 1, classes with samples]`, the intercepts last.
  let parameters: [Double]
  private let inputs: Standardization

  /// Fits classes.
  ///
  /// - Parameters:
  ///   - codes: The inputs, `[samples, columns]`, at least one sample.
  ///   - labels: The class of every sample, in `0..<classCount`.
  ///   - classCount: The number of classes.
  ///   - configuration: The penalty and when the optimisation ends.
  /// - Complexity: O(*samples* x *columns* x *classes*) per step.
  package init(
    codes: Tensor, labels: [Int], classCount: Int, configuration: Configuration = Configuration()
  ) {
    self.init(
      SampleTable(codes), labels: labels, classCount: classCount, configuration: configuration)
  }

  init(
    _ table: SampleTable, labels: [Int], classCount: Int, configuration: Configuration,
    isCancelled: () -> Bool = { false }
  ) {
    precondition(
      labels.count == table.rowCount && !labels.isEmpty
        && labels.allSatisfy { $0 >= 0 && $0 < classCount },
      "LogisticRegression: \(labels.count) labels below \(classCount) for \(table.rowCount) samples"
    )
    self.classCount = classCount
    inputs = Standardization(table)
    let classes = Set(labels).sorted()
    self.classes = classes
    var position = [Int](repeating: 0, count: classCount)
    for (index, label) in classes.enumerated() { position[label] = index }
    let loss = MultinomialLoss(
      inputs: inputs.applied(to: table).rowMajor, labels: labels.map { position[$0] },
      columnCount: table.columns.count, classCount: classes.count, penalty: configuration.penalty)
    let search = LimitedMemoryBFGS(
      gradientTolerance: configuration.gradientTolerance,
      iterationLimit: configuration.iterationLimit)
    let minimum = search.minimum(
      from: Self.start(loss), isCancelled: isCancelled, loss.evaluate)
    (parameters, iterationCount) = (minimum.point, minimum.iterationCount)
    isConverged = minimum.isConverged
  }

  /// The probabilities of the classes.
  ///
  /// - Parameter codes: `[samples, columns]`, with the columns learned from.
  /// - Returns: `[samples, classes]`; each row sums to 1.
  package func probabilities(_ codes: Tensor) -> Matrix {
    probabilities(SampleTable(codes))
  }

  func probabilities(_ table: SampleTable) -> Matrix {
    let rows = inputs.applied(to: table).rowMajor
    let columnCount = table.columns.count
    var result = Matrix(rowCount: table.rowCount, columnCount: classCount)
    var shares = [Double](repeating: 0, count: classes.count)
    for row in 0..<table.rowCount {
      rows[row * columnCount..<(row + 1) * columnCount].withUnsafeBufferPointer { input in
        parameters.withUnsafeBufferPointer { parameters in
          shares.withUnsafeMutableBufferPointer { shares in
            _ = MultinomialLoss.probabilities(input, parameters, into: shares)
          }
        }
      }
      for (index, label) in classes.enumerated() { result[row, label] = shares[index] }
    }
    return result
  }

  /// The likeliest class of every sample, the first of equally likely ones.
  ///
  /// - Parameter codes: `[samples, columns]`, with the columns learned from.
  /// - Returns: One class per sample.
  package func labels(_ codes: Tensor) -> [Int] {
    labels(SampleTable(codes))
  }

  func labels(_ table: SampleTable) -> [Int] {
    let probabilities = probabilities(table)
    return (0..<probabilities.rowCount).map { row in
      let shares = Array(probabilities.row(row))
      return shares.indices.reduce(0) { shares[$1] > shares[$0] ? $1 : $0 }
    }
  }

  /// Zero weights, and intercepts that give every class its frequency.
  private static func start(_ loss: MultinomialLoss) -> [Double] {
    var counts = [Double](repeating: 0, count: loss.classCount)
    for label in loss.labels { counts[label] += 1 }
    let weights = [Double](repeating: 0, count: loss.columnCount * loss.classCount)
    return weights + counts.map { log($0 / Double(loss.labels.count)) }
  }
}
