import Platform

/// An operator with one input that computes every element by itself.
struct ScalarFunction {
  let value: (Double) -> Double
  /// What it does with integers, where the result is an integer.
  private(set) var onIntegers: ((Int) -> Int)?

  /// The function of an operator whose further inputs are known; `nil` for all others.
  init?(_ use: OperatorUse) {
    if let plain = Self.plain[use.kind] {
      value = plain
      onIntegers = Self.integers[use.kind]
      return
    }
    guard let function = try? Self.parametric(use) else { return nil }
    value = function
  }

  /// The function of an operator without settings.
  init?(plain kind: String) {
    guard let function = Self.plain[kind] else { return nil }
    value = function
  }

  private static let integers: [String: @Sendable (Int) -> Int] = [
    "Neg": { 0 &- $0 }, "Abs": { $0 < 0 ? 0 &- $0 : $0 }, "Floor": { $0 }, "Ceil": { $0 },
    "Not": { $0 == 0 ? 1 : 0 }, "Relu": { max(0, $0) },
  ]

  private static let plain: [String: @Sendable (Double) -> Double] = [
    "Abs": { $0.magnitude }, "Neg": { -$0 }, "Floor": { $0.rounded(.down) },
    "Ceil": { $0.rounded(.up) }, "Round": { $0.rounded(.toNearestOrEven) },
    "Sqrt": { $0.squareRoot() }, "Exp": { exp($0) }, "Log": { log($0) },
    "Reciprocal": { 1 / $0 }, "Erf": { erf($0) }, "Tanh": { tanh($0) }, "Sin": { sin($0) },
    "Cos": { cos($0) }, "Sigmoid": { 1 / (1 + exp(-$0)) }, "Relu": { max(0, $0) },
    "Softplus": { softplus($0) }, "Softsign": { $0 / (1 + $0.magnitude) },
    "Mish": { $0 * tanh(softplus($0)) }, "HardSwish": { $0 * min(max($0 / 6 + 0.5, 0), 1) },
    "Not": { $0 == 0 ? 1 : 0 }, "Sign": { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 },
  ]

  private static func softplus(_ x: Double) -> Double { x > 30 ? x : log1p(exp(x)) }

  private static func parametric(
    _ use: OperatorUse
  ) throws(InterchangeError) -> ((Double) -> Double)? {
    switch use.kind {
    case "LeakyRelu":
      let slope = Double(try use.number("alpha", default: 0.01))
      return { $0 < 0 ? slope * $0 : $0 }
    case "Elu", "Celu":
      let alpha = Double(try use.number("alpha", default: 1))
      let scale = use.kind == "Celu" ? alpha : 1
      return { $0 < 0 ? alpha * expm1($0 / scale) : $0 }
    case "Selu":
      let alpha = Double(try use.number("alpha", default: 1.67326319217681884765625))
      let gamma = Double(try use.number("gamma", default: 1.05070102214813232421875))
      return { gamma * ($0 < 0 ? alpha * expm1($0) : $0) }
    case "HardSigmoid":
      let alpha = Double(try use.number("alpha", default: 0.2))
      let beta = Double(try use.number("beta", default: 0.5))
      return { min(max(alpha * $0 + beta, 0), 1) }
    case "Gelu":
      let form = try use.text("approximate", default: "none")
      return form == "tanh"
        ? { approximateGelu($0) } : { 0.5 * $0 * (1 + erf($0 / 2.squareRoot())) }
    case "Clip":
      let low = Double(try use.number(input: 1) ?? -.infinity)
      let high = Double(try use.number(input: 2) ?? .infinity)
      return { min(max($0, low), high) }
    case "Swish":
      let alpha = Double(try use.number("alpha", default: 1))
      return { $0 / (1 + exp(-alpha * $0)) }
    default: return nil
    }
  }

  static func approximateGelu(_ x: Double) -> Double {
    0.5 * x * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
  }
}

/// An operator with two inputs that computes every element by itself; the name is that of the operator.
enum BinaryFunction: String {
  case add = "Add"
  case subtract = "Sub"
  case multiply = "Mul"
  case divide = "Div"
  case power = "Pow"
  case minimum = "Min"
  case maximum = "Max"
  case modulus = "Mod"

  func value(_ first: Double, _ second: Double) -> Double {
    switch self {
    case .add: first + second
    case .subtract: first - second
    case .multiply: first * second
    case .divide: first / second
    case .power: pow(first, second)
    case .minimum: min(first, second)
    case .maximum: max(first, second)
    case .modulus: fmod(first, second)
    }
  }
}
