import Platform

/// The loss of multinomial logistic regression: the mean of -ln p(label) plus half the penalty times the mean
/// of the squared weights' sum over the samples.
///
/// Parameters are `[columns + 1, classes]`; the last row contains the intercepts, which are not penalised.
struct MultinomialLoss {
  /// Standardised inputs, `[rows, columns]`.
  let inputs: [Double]
  /// A class per row.
  let labels: [Int]
  let columnCount: Int
  let classCount: Int
  /// The weight of the squared weights against the sum over all samples, as 1 / C of scikit-learn.
  let penalty: Double

  var parameterCount: Int { (columnCount + 1) * classCount }

  /// The loss at a point; its gradient overwrites `gradient`.
  func evaluate(_ parameters: [Double], _ gradient: inout [Double]) -> Double {
    let weightCount = columnCount * classCount
    let scale = 1 / Double(max(labels.count, 1))
    var squares = 0.0
    for index in gradient.indices {
      let weight = index < weightCount ? parameters[index] : 0
      squares += weight * weight
      gradient[index] = penalty * scale * weight
    }
    let sum = sumOverRows(parameters, &gradient, scale)
    return scale * (sum + penalty * squares / 2)
  }

  private func sumOverRows(
    _ parameters: [Double], _ gradient: inout [Double], _ scale: Double
  ) -> Double {
    var loss = 0.0
    inputs.withUnsafeBufferPointer { inputs in
      parameters.withUnsafeBufferPointer { parameters in
        gradient.withUnsafeMutableBufferPointer { gradient in
          withUnsafeTemporaryAllocation(of: Double.self, capacity: classCount) { shares in
            for row in labels.indices {
              let input = UnsafeBufferPointer(
                rebasing: inputs[row * columnCount..<(row + 1) * columnCount])
              loss += Self.probabilities(input, parameters, into: shares, label: labels[row])
              shares[labels[row]] -= 1
              addGradient(input, shares, scale, to: gradient)
            }
          }
        }
      }
    }
    return loss
  }

  private func addGradient(
    _ input: UnsafeBufferPointer<Double>, _ errors: UnsafeMutableBufferPointer<Double>,
    _ scale: Double, to gradient: UnsafeMutableBufferPointer<Double>
  ) {
    var start = 0
    for column in 0...columnCount {
      let entry = scale * (column < columnCount ? input[column] : 1)
      for index in errors.indices { gradient[start + index] += entry * errors[index] }
      start += errors.count
    }
  }

  /// Writes the probabilities of the classes for one row of inputs.
  ///
  /// - Returns: -ln p of `label`.
  @discardableResult
  static func probabilities(
    _ input: UnsafeBufferPointer<Double>, _ parameters: UnsafeBufferPointer<Double>,
    into shares: UnsafeMutableBufferPointer<Double>, label: Int = 0
  ) -> Double {
    let classCount = shares.count
    let intercepts = input.count * classCount
    for index in shares.indices { shares[index] = parameters[intercepts + index] }
    for column in input.indices {
      let (entry, start) = (input[column], column * classCount)
      for index in shares.indices { shares[index] += entry * parameters[start + index] }
    }
    var largest = shares[0]
    for index in shares.indices { largest = max(largest, shares[index]) }
    let chosen = shares[label]
    var total = 0.0
    for index in shares.indices {
      shares[index] = exp(shares[index] - largest)
      total += shares[index]
    }
    for index in shares.indices { shares[index] /= total }
    return log(total) + largest - chosen
  }
}
