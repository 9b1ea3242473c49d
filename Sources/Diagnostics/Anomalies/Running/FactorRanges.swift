import Datasets
import Tensors

/// The values of a set's factors in groups: single values where there are few, else quartiles of the samples.
struct FactorRanges {
  /// A group of samples.
  struct Group: Equatable {
    /// The column of the factor.
    let column: Int
    /// The values of the group.
    let range: ClosedRange<Double>
  }

  /// The groups of every factor that varies, or whose single value should be shown.
  let groups: [Group]

  /// With more distinct values than this a factor is continuous.
  private static let mostValues = 12
  private static let quantileCount = 4

  /// Groups the factors of samples, `[samples, factors]`.
  init(_ factors: Tensor) {
    let count = factors.rowStride
    groups = (factors.rowCount == 0 ? 0..<0 : 0..<count).flatMap { column -> [Group] in
      let values = Self.column(column, of: factors).filter(\.isFinite).sorted()
      let different = values.reduce(into: [Double]()) { list, value in
        if list.last != value, list.count <= Self.mostValues { list.append(value) }
      }
      if different.count <= Self.mostValues {
        return different.map { Group(column: column, range: $0...$0) }
      }
      return (0..<Self.quantileCount).map { part in
        let first = part * values.count / Self.quantileCount
        let last = (part + 1) * values.count / Self.quantileCount - 1
        return Group(column: column, range: values[first]...values[max(first, last)])
      }
    }
  }

  /// The values of a factor as the decimal numbers that they were before rounding to single precision.
  static func column(_ column: Int, of factors: Tensor) -> [Double] {
    let count = factors.rowStride
    return (0..<factors.rowCount).map { decimal(factors.elements[$0 * count + column]) }
  }

  /// The shortest decimal that rounds to a single-precision number: 0.1, not 0.10000000149.
  static func decimal(_ value: Float) -> Double {
    value.isFinite ? Double("\(value)") ?? Double(value) : .nan
  }
}
