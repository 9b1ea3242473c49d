import Datasets
import Tensors

/// The factors of samples by name.
struct FactorColumns: Sendable {
  private let names: [String]
  private let values: Tensor

  init(_ data: DataDescription, _ values: Tensor) {
    names = data.factors.map(\.name)
    self.values = values
  }

  /// The values of a factor; `nil` when there is none of that name.
  func column(named name: String) -> [Double]? {
    guard let column = names.firstIndex(of: name) else { return nil }
    return (0..<values.rowCount).map { Double(values.elements[$0 * names.count + column]) }
  }
}
