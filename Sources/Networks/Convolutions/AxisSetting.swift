/// A setting of a convolution for every axis or side, which files hold as one number where all agree.
struct AxisSetting: Codable {
  let values: [Int]

  init(_ values: [Int]) { self.values = values }

  /// Reads a number or an array.
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      values = [try container.decode(Int.self)]
    } catch DecodingError.typeMismatch {
      values = try container.decode([Int].self)
    }
  }

  /// Writes a number where all agree, else an array.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let first = values.first, values.allSatisfy({ $0 == first }) {
      try container.encode(first)
    } else {
      try container.encode(values)
    }
  }

  /// The values of `count` axes or sides.
  func filled(_ count: Int) -> [Int] {
    values.count == 1 ? Array(repeating: values[0], count: count) : values
  }
}
