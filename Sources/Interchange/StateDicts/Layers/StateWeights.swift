import Escaping
import Platform
import Storage
import Tensors

/// Reads the weights of layers as PyTorch has them, whatever the file keeps instead.
struct StateWeights: Sendable {
  typealias Constant = OperatorGraph.Constant

  let collection: TensorCollection

  /// The weights of a layer: `[outputs, inputs]`, or kernels with their extents last.
  func weight(_ layer: StateLayer) throws(InterchangeError) -> Constant {
    let tensor = try mergedWeight(layer)
    guard layer.isKeras, layer.isWeighted else { return Self.constant(tensor) }
    let axes = tensor.shape.indices
    let extents = Array(axes.dropLast(2))
    return Self.constant(
      Self.transposed(tensor, axes: [axes.count - 1, axes.count - 2] + extents))
  }

  /// The tensor of a part, `nil` where the layer has none.
  func part(_ part: StateLayer.Part, of layer: StateLayer) throws(InterchangeError) -> Constant? {
    guard let name = layer.tensors[part] else { return nil }
    return Self.constant(try tensor(name))
  }

  private func mergedWeight(_ layer: StateLayer) throws(InterchangeError) -> Tensor {
    if let name = layer.tensors[.weight] { return try tensor(name) }
    if let direction = layer.tensors[.weightDirection], let norm = layer.tensors[.weightNorm] {
      return try weightNormalized(try tensor(direction), norms: try tensor(norm), layer)
    }
    if let original = layer.tensors[.weightBeforeNorm], let left = layer.tensors[.leftVector],
      let right = layer.tensors[.rightVector]
    {
      return try spectrallyNormalized(
        try tensor(original), try tensor(left), try tensor(right), layer)
    }
    throw .undetermined(
      path: collection.path, missing: "layer \(layer.name.escaped(limit: 80)) has no weights",
      advice: "export the model to ONNX")
  }

  /// Every row of the first axis in its own norm (Salimans and Kingma 2016).
  private func weightNormalized(
    _ direction: Tensor, norms: Tensor, _ layer: StateLayer
  ) throws(InterchangeError) -> Tensor {
    guard norms.count == direction.rowCount else {
      throw mismatch(layer, "\(direction.rowCount) norms", "\(norms.count)")
    }
    var result = direction.elements
    for row in 0..<direction.rowCount {
      let elements = direction.row(row)
      let length = elements.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
      let scale = length > 0 ? Double(norms.elements[row]) / length : 0
      for index in elements.indices { result[index] = Float(Double(elements[index]) * scale) }
    }
    return Tensor(shape: direction.shape, elements: result)
  }

  /// Divided by the largest singular value, whose vectors the file keeps (Miyato and others 2018).
  private func spectrallyNormalized(
    _ weight: Tensor, _ left: Tensor, _ right: Tensor, _ layer: StateLayer
  ) throws(InterchangeError) -> Tensor {
    guard left.count == weight.rowCount, right.count == weight.rowStride else {
      throw mismatch(
        layer, "vectors of \(weight.rowCount) and \(weight.rowStride)",
        "\(left.count) and \(right.count)")
    }
    var sigma = 0.0
    for row in 0..<weight.rowCount {
      let product = zip(weight.row(row), right.elements).reduce(0) {
        $0 + Double($1.0) * Double($1.1)
      }
      sigma += product * Double(left.elements[row])
    }
    guard sigma != 0 else { throw mismatch(layer, "a singular value", "0") }
    return Tensor(
      shape: weight.shape, elements: weight.elements.map { Float(Double($0) / sigma) })
  }

  private func tensor(_ name: String) throws(InterchangeError) -> Tensor {
    let tensor: Tensor
    do { tensor = try collection.tensor(name) } catch { throw .storage(error) }
    if let place = tensor.elements.firstIndex(where: { !$0.isFinite }) {
      throw .mismatch(
        path: collection.path, place: "tensor \(name.escaped(limit: 80))",
        expected: "finite numbers", found: "\(tensor.elements[place]) as element \(place)")
    }
    return tensor
  }

  private func mismatch(
    _ layer: StateLayer, _ expected: String, _ found: String
  ) -> InterchangeError {
    .mismatch(
      path: collection.path, place: "layer \(layer.name.escaped(limit: 80))", expected: expected,
      found: found)
  }

  private static func constant(_ tensor: Tensor) -> Constant {
    Constant(shape: tensor.shape, elements: .numbers(tensor.elements))
  }

  /// The tensor with its axes in another order.
  static func transposed(_ tensor: Tensor, axes: [Int]) -> Tensor {
    var strides = [Int](repeating: 1, count: tensor.shape.count)
    for axis in tensor.shape.indices.dropLast().reversed() {
      strides[axis] = strides[axis + 1] * tensor.shape[axis + 1]
    }
    let shape = axes.map { tensor.shape[$0] }
    let steps = axes.map { strides[$0] }
    var position = [Int](repeating: 0, count: shape.count)
    var offset = 0
    return Tensor(shape: shape) { result in
      for index in result.indices {
        result[index] = tensor.elements[offset]
        var axis = shape.count - 1
        while axis >= 0 {
          position[axis] += 1
          offset += steps[axis]
          guard position[axis] == shape[axis] else { break }
          offset -= steps[axis] * shape[axis]
          position[axis] = 0
          axis -= 1
        }
      }
    }
  }
}
