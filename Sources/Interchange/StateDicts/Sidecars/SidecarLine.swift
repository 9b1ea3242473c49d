/// Reads the words of one line of a sidecar's encoder or decoder.
struct SidecarLine {
  /// Why a line is no step.
  struct Fault: Error {
    let expected: String
    let found: String
  }

  private var words: [String]
  /// The largest number that a line may have.
  static let numberLimit = 1 << 20

  private init(_ line: String) throws(Fault) { words = try Self.words(line) }

  /// The step that a line describes.
  static func step(_ line: String) throws(Fault) -> SidecarStep {
    var reader = try SidecarLine(line)
    let first = reader.words[0]
    reader.words.removeFirst()
    let step: SidecarStep
    switch first {
    case "reshape": step = .reshape(try reader.numbers(1...3, after: first, atLeast: 1))
    case "flatten": step = .flatten
    case "upsample": step = .upsample(try reader.number(after: first))
    case "pool": step = .pool(try reader.number(after: first))
    case "average_pool": step = .averagePool(try reader.number(after: first))
    case "global_pool": step = .globalPool
    case "concatenate": step = .concatenate(try reader.word("the name of a condition"))
    case "activation": step = .activation(try reader.function(named: reader.word("a function")))
    default: step = .layer(try reader.layer(named: first))
    }
    if let rest = reader.words.first { throw Fault(expected: "the end of the line", found: rest) }
    return step
  }

  private mutating func layer(named name: String) throws(Fault) -> SidecarStep.LayerStep {
    var layer = SidecarStep.LayerStep(name: name)
    while let word = words.first {
      words.removeFirst()
      switch word {
      case "transposed": layer.window.isTransposed = true
      case "convolution": layer.window.isTransposed = false
      case "stride": layer.window.strides = try numbers(1...2, after: word, atLeast: 1)
      case "padding" where words.first == "same":
        words.removeFirst()
        layer.window.padding = nil
      case "padding": layer.window.padding = try numbers(1...2, after: word, atLeast: 0)
      case "output_padding":
        layer.window.outputPadding = try numbers(1...2, after: word, atLeast: 0)
      case "dilation": layer.window.dilations = try numbers(1...2, after: word, atLeast: 1)
      default:
        layer.activation = try function(named: word)
        return layer
      }
    }
    return layer
  }

  private mutating func function(named word: String) throws(Fault) -> StepActivation {
    switch word {
    case "leaky_relu":
      guard let slope = words.first.flatMap({ Float($0) }), slope.isFinite else {
        return .leaky(slope: 0.01)
      }
      words.removeFirst()
      return .leaky(slope: slope)
    case "swish": return .sigmoidLinear
    case "linear": return .none
    default:
      guard let function = StepActivation.plain.first(where: { $0.words == word }) else {
        let known = StepActivation.plain.map(\.words) + ["leaky_relu"]
        throw Fault(
          expected: "stride, padding, output_padding, dilation, transposed, convolution, or one of "
            + known.joined(separator: ", "),
          found: word)
      }
      return function
    }
  }

  private mutating func word(_ expected: String) throws(Fault) -> String {
    guard let word = words.first else { throw Fault(expected: expected, found: "nothing") }
    words.removeFirst()
    return word
  }

  private mutating func number(after word: String) throws(Fault) -> Int {
    try numbers(1...1, after: word, atLeast: 1)[0]
  }

  private mutating func numbers(
    _ counts: ClosedRange<Int>, after word: String, atLeast minimum: Int
  ) throws(Fault) -> [Int] {
    var numbers: [Int] = []
    while numbers.count < counts.upperBound, let number = words.first.flatMap({ Int($0) }) {
      guard (minimum...Self.numberLimit).contains(number) else {
        throw Fault(
          expected: "numbers from \(minimum) to \(Self.numberLimit) after \(word)",
          found: "\(number)")
      }
      numbers.append(number)
      words.removeFirst()
    }
    guard counts.contains(numbers.count) else {
      throw Fault(expected: "a number after \(word)", found: words.first ?? "nothing")
    }
    return numbers
  }

  /// The words, of which the first may stand in apostrophes.
  private static func words(_ line: String) throws(Fault) -> [String] {
    var words: [String] = []
    var rest = line[...]
    while true {
      rest = rest.drop { $0.isWhitespace }
      guard let first = rest.first else { break }
      if first == "'", let end = rest.dropFirst().lastIndex(of: "'") {
        words.append(String(rest[rest.index(after: rest.startIndex)..<end]))
        rest = rest[rest.index(after: end)...]
      } else {
        let word = rest.prefix { !$0.isWhitespace }
        words.append(String(word))
        rest = rest.dropFirst(word.count)
      }
    }
    guard !words.isEmpty else { throw Fault(expected: "a step", found: "an empty line") }
    return words
  }
}
