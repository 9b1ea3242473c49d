extension KerasLayerKinds {
  static let sums: [String: Kind] = [
    "Add": { (builder, arguments) throws(KerasLayerError) in
      try builder.combined(arguments, "Add")
    },
    "Subtract": { (builder, arguments) throws(KerasLayerError) in
      try builder.combined(arguments, "Sub")
    },
    "Multiply": { (builder, arguments) throws(KerasLayerError) in
      try builder.combined(arguments, "Mul")
    },
    "Divide": { (builder, arguments) throws(KerasLayerError) in
      try builder.combined(arguments, "Div")
    },
    "TrueDivide": { (builder, arguments) throws(KerasLayerError) in
      try builder.combined(arguments, "Div")
    },
    "Exp": { (builder, arguments) throws(KerasLayerError) in
      try builder.elementwise("Exp", builder.single(arguments))
    },
    "Average": { (builder, arguments) throws(KerasLayerError) in
      let sum = try builder.combined(arguments, "Add")
      let share = builder.number("share", 1 / Float(arguments.count))
      return KerasValue(name: builder.add("Mul", [sum.name, share]), shape: sum.shape)
    },
    "Maximum": { (builder, arguments) throws(KerasLayerError) in
      try builder.combined(arguments, "Max")
    },
    "Minimum": { (builder, arguments) throws(KerasLayerError) in
      try builder.combined(arguments, "Min")
    },
    "Concatenate": { (builder, arguments) throws(KerasLayerError) in
      try builder.concatenated(builder.values(arguments))
    },
  ]
}

extension KerasGraphBuilder {
  /// Values and numbers combined one after the other; extents of 1 are repeated.
  fileprivate mutating func combined(
    _ arguments: [KerasArgument], _ kind: String
  ) throws(KerasLayerError) -> KerasValue {
    guard arguments.count > 1, let first = arguments.first else {
      throw .mismatch(expected: "at least two inputs", found: "\(arguments.count)")
    }
    var result = operand(first)
    for argument in arguments.dropFirst() {
      let next = operand(argument)
      let shape = try Self.common(result.shape, next.shape)
      result = KerasValue(name: add(kind, [result.name, next.name]), shape: shape)
    }
    return result
  }

  private mutating func operand(_ argument: KerasArgument) -> KerasValue {
    switch argument {
    case .value(let value): value
    case .number(let number): KerasValue(name: self.number("number", Float(number)), shape: [])
    }
  }

  private static func common(
    _ first: [Int]?, _ second: [Int]?
  ) throws(KerasLayerError) -> [Int] {
    guard let first, let second else { throw .unknownExtents }
    if first.isEmpty || second.isEmpty { return first + second }
    guard first.count == second.count,
      zip(first, second).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 })
    else { throw .mismatch(expected: "inputs of the same extents", found: "\(first), \(second)") }
    return zip(first, second).map { max($0, $1) }
  }

  fileprivate mutating func concatenated(
    _ inputs: [KerasValue]
  ) throws(KerasLayerError) -> KerasValue {
    guard let first = inputs.first else {
      throw .mismatch(expected: "at least one input", found: "none")
    }
    var shape = try self.shape(first)
    let axis = try axis(integer("axis", default: -1), of: shape)
    for input in inputs.dropFirst() {
      let next = try self.shape(input, rank: shape.count)
      let isFitting = shape.indices.allSatisfy { $0 == axis || shape[$0] == next[$0] }
      guard isFitting else {
        throw .mismatch(expected: "inputs of the same extents", found: "\(shape), \(next)")
      }
      shape[axis] += next[axis]
    }
    let name = add("Concat", inputs.map(\.name), ["axis": .integer(axis + 1)])
    return try value(name, shape)
  }
}
