/// The shape that a decoded thing has for its user.
package enum SampleKind: String, Codable, Sendable {
  /// A picture, `[height, width, channels]`; three channels are red, green and blue.
  case image
  /// A matrix whose rows and columns are objects, `[rows, columns, 1]`.
  case matrix
  /// A curve over an ordered axis, `[1, points, 1]`.
  case curve
  /// Features without an order, each with a name of its own, `[1, features, 1]`.
  case features
  /// The probabilities of classes, each with a name, `[1, classes, 1]`.
  case classes

  /// The shape of a sample, for people.
  var shape: String {
    switch self {
    case .image: "[height, width, channels]"
    case .matrix: "[rows, columns, 1]"
    case .curve: "[1, points, 1]"
    case .features: "[1, features, 1]"
    case .classes: "[1, classes, 1]"
    }
  }

  /// Whether elements lie on a plane, so that they can be pixels.
  package var isPicture: Bool {
    switch self {
    case .image, .matrix: true
    case .curve, .features, .classes: false
    }
  }

  /// Whether every element may have a name of its own.
  var hasNamedElements: Bool { self == .features || self == .classes }

  /// Whether a sample of this kind can have a shape.
  func has(shape: [Int]) -> Bool {
    guard shape.count == 3, shape.allSatisfy({ $0 > 0 }) else { return false }
    return switch self {
    case .image: true
    case .matrix: shape[2] == 1
    case .curve, .features, .classes: shape[0] == 1 && shape[2] == 1
    }
  }

  /// Where an element of a sample stands, counted from 0, for people.
  func place(of element: Int, shape: [Int]) -> String {
    let (width, channels) = (shape[1], shape[2])
    let (pixel, channel) = (element / channels, element % channels)
    if shape[0] == 1, channels == 1 { return "element \(pixel)" }
    let place = "row \(pixel / width), column \(pixel % width)"
    return channels == 1 ? place : place + ", channel \(channel)"
  }
}
