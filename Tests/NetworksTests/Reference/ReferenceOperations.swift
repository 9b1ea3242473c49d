import Networks
import Platform

/// Layers that map indices, combine values or normalize, by their definitions, as plain loops in Double over memory order.
enum ReferenceOperations {
  static func output(
    of layer: any Layer, _ inputs: [NestedValues], _ parameters: [String: [Double]]
  ) -> NestedValues {
    let shape = (try? layer.outputShape(inputs.map(\.shape))) ?? []
    let tensor = { (name: String, shape: [Int]) in
      NestedValues(shape: shape, elements: parameters[name] ?? [])
    }
    switch layer {
    case let layer as Arithmetic:
      return NestedValues(shape: shape) {
        combined(layer.operation, inputs[0].repeated($0), inputs[1].repeated($0))
      }
    case let layer as ConstantArithmetic:
      let constant = tensor("value", layer.shape)
      return NestedValues(shape: shape) {
        let (value, other) = (inputs[0].repeated($0), constant.repeated($0))
        return layer.isReversed
          ? combined(layer.operation, other, value) : combined(layer.operation, value, other)
      }
    case let layer as ParametricRectifier:
      let slopes = tensor("slope", layer.shape)
      return NestedValues(shape: shape) {
        inputs[0][$0] < 0 ? inputs[0][$0] * slopes.repeated($0) : inputs[0][$0]
      }
    case is Affine:
      let channels = Array(shape.suffix(1))
      let (scale, shift) = (tensor("scale", channels), tensor("shift", channels))
      return NestedValues(shape: shape) {
        inputs[0][$0] * scale.repeated($0) + shift.repeated($0)
      }
    case is MatrixProduct:
      return product(inputs[0], inputs[1], shape)
    case let layer as Concatenation:
      return concatenated(inputs, axis: layer.axis, shape)
    default:
      return ReferenceNormalizations.output(of: layer, inputs[0], tensor)
        ?? ReferenceResampling.output(of: layer, inputs[0], shape)
        ?? rearranged(layer, inputs[0], shape)
    }
  }

  private static func combined(_ operation: Arithmetic.Operation, _ a: Double, _ b: Double)
    -> Double
  {
    switch operation {
    case .sum: a + b
    case .difference: a - b
    case .product: a * b
    case .quotient: a / b
    case .maximum: max(a, b)
    case .minimum: min(a, b)
    case .power: pow(a, b)
    }
  }

  private static func product(
    _ first: NestedValues, _ second: NestedValues, _ shape: [Int]
  ) -> NestedValues {
    let depth = first.shape[first.shape.count - 1]
    return NestedValues(shape: shape) { index in
      let (row, column) = (index[index.count - 2], index[index.count - 1])
      let batch = Array(index.dropLast(2))
      return (0..<depth).reduce(0) { sum, step in
        sum + matrixElement(first, batch, row, step) * matrixElement(second, batch, step, column)
      }
    }
  }

  private static func matrixElement(
    _ value: NestedValues, _ batch: [Int], _ row: Int, _ column: Int
  ) -> Double {
    let own = zip(batch.suffix(value.shape.count - 2), value.shape).map { $1 == 1 ? 0 : $0 }
    return value[own + [row, column]]
  }

  private static func concatenated(
    _ inputs: [NestedValues], axis: Int, _ shape: [Int]
  ) -> NestedValues {
    NestedValues(shape: shape) { index in
      var index = index
      for input in inputs {
        if index[axis] < input.shape[axis] { return input[index] }
        index[axis] -= input.shape[axis]
      }
      return .nan
    }
  }

  private static func rearranged(
    _ layer: any Layer, _ input: NestedValues, _ shape: [Int]
  ) -> NestedValues {
    switch layer {
    case is View: return NestedValues(shape: shape, elements: input.elements)
    case is Broadcast: return NestedValues(shape: shape, input.repeated)
    case let layer as Permutation:
      return NestedValues(shape: shape) { index in
        var source = index
        for (place, axis) in layer.axes.enumerated() { source[axis] = index[place] }
        return input[source]
      }
    case let layer as Slice:
      return NestedValues(shape: shape) { index in
        input[index.indices.map { layer.starts[$0] + index[$0] * layer.steps[$0] }]
      }
    case let layer as Gather:
      return NestedValues(shape: shape) { index in
        var source = index
        source[layer.axis] = layer.indices[index[layer.axis]]
        return input[source]
      }
    case is Tiling:
      return NestedValues(shape: shape) { index in input[zip(index, input.shape).map { $0 % $1 }] }
    case let layer as Padding:
      return NestedValues(shape: shape) { padded(layer, input, $0) }
    default:
      preconditionFailure("ReferenceOperations: no definition of \(type(of: layer).kind)")
    }
  }

  private static func padded(
    _ layer: Padding, _ input: NestedValues, _ index: [Int]
  ) -> Double {
    var source = index.indices.map { index[$0] - layer.before[$0] }
    for (axis, extent) in input.shape.enumerated() {
      let position = source[axis]
      switch layer.mode {
      case .constant: if position < 0 || position >= extent { return Double(layer.value) }
      case .edge: source[axis] = min(max(position, 0), extent - 1)
      case .reflect:
        source[axis] = position < 0 ? -position : min(position, 2 * (extent - 1) - position)
      case .wrap: source[axis] = (position + 8 * extent) % extent
      }
    }
    return input[source]
  }
}
