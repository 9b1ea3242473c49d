import Networks
import Platform

/// Layers that compare elements along axes, by their definitions; `nil` for others.
enum ReferenceNormalizations {
  static func output(
    of layer: any Layer, _ input: NestedValues, _ tensor: (String, [Int]) -> NestedValues
  ) -> NestedValues? {
    let shape = input.shape
    switch layer {
    case let layer as Softmax:
      return alongAxis(input, layer.axis) { values, place in
        let largest = values.max() ?? 0
        let logarithm =
          values[place] - largest - log(values.reduce(0) { $0 + exp($1 - largest) })
        return layer.isLogarithmic ? logarithm : exp(logarithm)
      }
    case let layer as LpNormalization:
      return alongAxis(input, layer.axis) { values, place in
        let norm =
          layer.order == 1
          ? values.reduce(0) { $0 + abs($1) }
          : values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return norm == 0 && layer.epsilon == 0
          ? 0 : values[place] / max(norm, Double(layer.epsilon))
      }
    case let layer as LayerNormalization:
      let last = Array(shape.suffix(layer.axisCount))
      let (scale, shift) = (tensor("scale", last), tensor("shift", last))
      return normalized(input, epsilon: layer.epsilon) {
        Array($0.dropLast(layer.axisCount))
      } affine: {
        (scale.repeated($0), shift.repeated($0))
      }
    case let layer as GroupNormalization:
      let channels = Array(shape.suffix(1))
      let (scale, shift) = (tensor("scale", channels), tensor("shift", channels))
      let size = channels[0] / layer.groups
      return normalized(input, epsilon: layer.epsilon) {
        [$0[$0.count - 1] / size]
      } affine: {
        (scale.repeated($0), shift.repeated($0))
      }
    case let layer as Reduction: return reduced(layer, input)
    default: return nil
    }
  }

  private static func alongAxis(
    _ input: NestedValues, _ axis: Int, _ body: ([Double], Int) -> Double
  ) -> NestedValues {
    NestedValues(shape: input.shape) { index in
      let values = (0..<input.shape[axis]).map { place in
        var other = index
        other[axis] = place
        return input[other]
      }
      return body(values, index[axis])
    }
  }

  /// Normalizes all elements of one group together.
  private static func normalized(
    _ input: NestedValues, epsilon: Float, group: ([Int]) -> [Int],
    affine: ([Int]) -> (Double, Double)
  ) -> NestedValues {
    var groups: [[Int]: [Double]] = [:]
    for index in NestedValues.indices(of: input.shape) {
      groups[group(index), default: []].append(input[index])
    }
    return NestedValues(shape: input.shape) { index in
      let values = groups[group(index)] ?? []
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      let (scale, shift) = affine(index)
      return (input[index] - mean) / (variance + Double(epsilon)).squareRoot() * scale + shift
    }
  }

  private static func reduced(_ layer: Reduction, _ input: NestedValues) -> NestedValues {
    var groups: [[Int]: [Double]] = [:]
    for index in NestedValues.indices(of: input.shape) {
      groups[key(layer, index), default: []].append(input[index])
    }
    let shape = (try? layer.outputShape([input.shape])) ?? []
    let kept = input.shape.indices.filter { !layer.axes.contains($0) }.map { input.shape[$0] }
    let elements = NestedValues.indices(of: kept).map { number(layer.operation, groups[$0] ?? []) }
    return NestedValues(shape: shape, elements: elements)
  }

  private static func key(_ layer: Reduction, _ index: [Int]) -> [Int] {
    index.indices.filter { !layer.axes.contains($0) }.map { index[$0] }
  }

  private static func number(_ operation: Reduction.Operation, _ values: [Double]) -> Double {
    switch operation {
    case .mean: values.reduce(0, +) / Double(values.count)
    case .sum: values.reduce(0, +)
    case .maximum: values.max() ?? .nan
    case .minimum: values.min() ?? .nan
    case .l1: values.reduce(0) { $0 + abs($1) }
    case .l2: values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    case .sumOfSquares: values.reduce(0) { $0 + $1 * $1 }
    }
  }
}
