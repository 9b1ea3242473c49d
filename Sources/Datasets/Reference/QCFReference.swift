import Simulations

/// Single samples of events with the model of a data set.
struct QCFReference: ReferenceSource {
  let model: QCFModel
  let hasNoise: Bool

  var sampleShape: [Int] { model.sampleShape }

  func canSimulate(_ factors: [Double]) -> Bool { QCFParameters.areValid(factors) }

  func writeNoiseless(_ factors: [Double], into sample: UnsafeMutableBufferPointer<Float>) {
    model.writeExpectation(QCFParameters(factors: factors), into: sample)
  }

  func writeNoisy(
    _ factors: ArraySlice<[Double]>, into samples: UnsafeMutableBufferPointer<Float>, seed: UInt64,
    firstIndex: Int
  ) {
    let workspace = model.makeWorkspace()
    for (offset, factors) in factors.enumerated() {
      model.draw(
        QCFParameters(factors: factors), into: part(offset, of: samples), seed: seed,
        index: firstIndex + offset, using: workspace)
    }
  }

  func density(_ factors: [Double], at positions: [Double]) -> [Double]? {
    let distribution = model.distribution(QCFParameters(factors: factors))
    return positions.map(distribution.density)
  }
}
