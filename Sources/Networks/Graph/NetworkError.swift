/// Why a network cannot be built.
package enum NetworkError: Error, Equatable, CustomStringConvertible {
  /// A layer does not fit its inputs.
  case shapeMismatch(layer: String, expected: String, found: [[Int]])
  /// A setting of a layer is out of its range.
  case settingMismatch(layer: String, setting: String, expected: ClosedRange<Int>, found: Int)
  /// A node reads a value that does not exist yet.
  case unknownInput(node: String, input: Int)
  /// Two nodes with parameters have the same name.
  case duplicateName(String)
  /// A file names a layer that this program does not have.
  case unknownLayer(String)

  /// The error of a layer, with the name of its node.
  func naming(_ node: String) -> NetworkError {
    switch self {
    case .shapeMismatch(let layer, let expected, let found):
      .shapeMismatch(layer: "\(node) (\(layer))", expected: expected, found: found)
    case .settingMismatch(let layer, let setting, let expected, let found):
      .settingMismatch(
        layer: "\(node) (\(layer))", setting: setting, expected: expected, found: found)
    case .unknownInput, .duplicateName, .unknownLayer: self
    }
  }

  /// The error in one line.
  package var description: String {
    switch self {
    case .shapeMismatch(let layer, let expected, let found):
      "layer \(layer): expected \(expected), found shape \(found.map(String.init(describing:)).joined(separator: ", "))"
    case .settingMismatch(let layer, let setting, let expected, let found):
      "layer \(layer): expected \(setting) from \(expected.lowerBound) to \(expected.upperBound), found \(found)"
    case .unknownInput(let node, let input):
      "node \(node): reads value \(input), which is not computed before this node"
    case .duplicateName(let name): "node \(name): duplicate name"
    case .unknownLayer(let kind):
      "layer kind \(kind): expected one of \(LayerRegistry.kinds.joined(separator: ", "))"
    }
  }
}
