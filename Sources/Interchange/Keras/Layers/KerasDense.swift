import Tensors

extension KerasLayerKinds {
  static let dense: [String: Kind] = [
    "Dense": { (builder, arguments) throws(KerasLayerError) in
      try builder.dense(builder.single(arguments))
    },
    "Embedding": { (builder, arguments) throws(KerasLayerError) in
      try builder.embedding(builder.single(arguments))
    },
  ]
}

extension KerasGraphBuilder {
  /// A matrix over the last axis, a bias and an activation; the matrix also says how many values a skipped layer has computed.
  fileprivate mutating func dense(_ input: KerasValue) throws(KerasLayerError) -> KerasValue {
    let units = try integer("units", default: integer("output_dim", default: 0))
    let kernel = try weight(0, "kernel", [input.shape?.last, units])
    let known = known(input, input.shape ?? [kernel.shape[0]])
    let shape = (known.shape ?? []).dropLast() + [units]
    let matrix = constant("kernel", kernel.shape, numbers: kernel.elements)
    var inputs = [input.name, matrix]
    var name: String
    let hasBias = flag("use_bias", default: true)
    if hasBias {
      inputs.append(constant("bias", [units], numbers: try weight(1, "bias", [units]).elements))
    }
    if shape.count == 1 {
      name = add("Gemm", inputs)
    } else {
      name = add("MatMul", Array(inputs.prefix(2)))
      if hasBias { name = add("Add", [name, inputs[2]]) }
    }
    return try activated(value(name, Array(shape)))
  }

  /// A row of a matrix for a label, as the product of the matrix and an input of which the place of the label is 1.
  fileprivate mutating func embedding(_ input: KerasValue) throws(KerasLayerError) -> KerasValue {
    let shape = try shape(input)
    let table = try weight(0, "embeddings", [nil, nil])
    guard shape.reduce(1, *) == 1, makeLabel(of: input.name, count: table.shape[0]) else {
      throw .unsupported("an Embedding of what is no label")
    }
    let matrix = constant("embeddings", table.shape, numbers: table.elements)
    let row = add("Gemm", [input.name, matrix])
    let extents = shape + [table.shape[1]]
    guard extents.count > 1 else { return try value(row, extents) }
    return try value(add("Reshape", [row, integers("extents", [-1] + extents)]), extents)
  }
}
