import Runs

/// A step in JSON: without decimals where it is whole.
struct StepNumber: Encodable, CustomStringConvertible {
  private let value: Double

  init(_ value: Double) { self.value = value }

  var description: String { NumberText.step(value) }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let whole = NumberText.wholeStep(value) {
      try container.encode(whole)
    } else {
      try container.encode(value)
    }
  }
}
