/// What a graph does to its samples at the very end.
struct SampleTail {
  /// The last value that is a picture of numbers.
  private(set) var value: String
  /// What was left out, in words.
  private(set) var note: String?
  /// The values that the last operation can compute, where it bounds them.
  private(set) var range: ClosedRange<Float>?

  private let survey: GraphSurvey

  init(of output: String, _ survey: GraphSurvey) {
    (value, self.survey) = (output, survey)
    cutPixels()
    range = findRange()
  }

  /// Operators that turn numbers into pixels, or only move them.
  private static let conversions: Set<String> = [
    "Cast", "Clip", "Mul", "Div", "Add", "Sub", "Round", "Floor", "Identity", "Min", "Max",
    "Transpose", "Reshape", "Squeeze", "Unsqueeze", "Concat", "Slice", "Flatten",
  ]
  /// Operators that only move elements.
  private static let moves: Set<String> = [
    "Identity", "Transpose", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "Cast", "Dropout",
  ]

  /// Leaves out a conversion to integers, such as that to the bytes of a picture on a screen.
  private mutating func cutPixels() {
    var (name, last) = (value, value)
    var isInteger = false
    var kinds: [String] = []
    while let producer = survey.producer(name), Self.conversions.contains(producer.kind) {
      let inputs = producer.inputs.filter { survey.shapes[$0] != nil }
      guard Set(inputs).count == 1, let input = inputs.first else { break }
      if producer.kind == "Cast", case .integer(let type)? = producer.attributes["to"],
        ![1, 10, 11, 16].contains(type)
      {
        isInteger = true
      }
      kinds.append(producer.kind)
      // Whatever moves elements before the numbers are changed belongs to the picture.
      if !Self.moves.contains(producer.kind) || producer.kind == "Cast" { last = input }
      name = input
    }
    guard isInteger else { return }
    value = last
    note =
      "the conversion of samples to integers was left out (\(kinds.reversed().joined(separator: ", ")))"
  }

  private func findRange() -> ClosedRange<Float>? {
    var name = value
    while let producer = survey.producer(name), Self.moves.contains(producer.kind),
      let input = producer.inputs.first
    {
      name = input
    }
    guard let producer = survey.producer(name) else { return nil }
    switch producer.kind {
    case "Sigmoid", "HardSigmoid": return 0...1
    case "Tanh": return -1...1
    case "Clip":
      let bounds = producer.inputs.dropFirst().map { survey.graph.constants[$0]?.scalar }
      guard bounds.count == 2, let low = bounds[0], let high = bounds[1], low < high else {
        return nil
      }
      return low...high
    default: return nil
    }
  }
}
