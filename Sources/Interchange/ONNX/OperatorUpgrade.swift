/// Translates operators of older operator sets to those of set 21, and collects the constants that this takes.
struct OperatorUpgrade {
  typealias Operation = OperatorGraph.Operation
  typealias Constant = OperatorGraph.Constant

  let version: Int
  var constants: [String: Constant] = [:]

  init(version: Int) { self.version = version }

  /// The operators of set 21 that compute what one of this version does.
  mutating func operations(for operation: Operation) -> [Operation] {
    var new = operation
    switch operation.kind {
    case "Squeeze", "Unsqueeze", "ReduceSum":
      if version < 13 { moveIntegers("axes", to: 1, of: &new) }
    case "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2",
      "ReduceSumSquare", "ReduceLogSum", "ReduceLogSumExp":
      if version < 18 { moveIntegers("axes", to: 1, of: &new) }
    case "Split":
      if version < 13 { moveIntegers("split", to: 1, of: &new) }
    case "Slice":
      guard version < 10 else { break }
      for (place, name) in ["starts", "ends", "axes"].enumerated() {
        moveIntegers(name, to: place + 1, of: &new)
      }
    case "Clip":
      guard version < 11 else { break }
      for (place, name) in ["min", "max"].enumerated() { moveNumber(name, to: place + 1, of: &new) }
    case "Pad":
      guard version < 11 else { break }
      moveIntegers("pads", to: 1, of: &new)
      moveNumber("value", to: 2, of: &new)
    case "Dropout":
      new.inputs = Array(new.inputs.prefix(1))
      new.attributes = [:]
    case "Upsample": upgradeUpsample(&new)
    case "Resize":
      if version < 11 { upgradeResize(&new) }
    case "Softmax", "LogSoftmax":
      if version < 13 { return flattened(new) }
    default: break
    }
    return [new]
  }

  /// Makes an attribute of integers an input.
  private mutating func moveIntegers(_ name: String, to place: Int, of operation: inout Operation) {
    guard case .integers(let values)? = operation.attributes.removeValue(forKey: name) else {
      return
    }
    set(
      Constant(shape: [values.count], elements: .integers(values)), name, at: place,
      of: &operation)
  }

  /// Makes an attribute that is a number an input.
  private mutating func moveNumber(_ name: String, to place: Int, of operation: inout Operation) {
    guard case .number(let value)? = operation.attributes.removeValue(forKey: name) else { return }
    set(Constant(shape: [], elements: .numbers([value])), name, at: place, of: &operation)
  }

  private mutating func set(
    _ constant: Constant, _ name: String, at place: Int, of operation: inout Operation
  ) {
    while operation.inputs.count <= place { operation.inputs.append("") }
    operation.inputs[place] = define(constant, "\(operation.outputs.first ?? "").\(name)")
  }

  private mutating func define(_ constant: Constant, _ name: String) -> String {
    var unique = name
    while constants[unique] != nil { unique += "'" }
    constants[unique] = constant
    return unique
  }

  /// `Upsample`: factors as an attribute in set 7, as an input in set 9.
  private mutating func upgradeUpsample(_ operation: inout Operation) {
    if case .numbers(let scales)? = operation.attributes.removeValue(forKey: "scales") {
      set(
        Constant(shape: [scales.count], elements: .numbers(scales)), "scales", at: 1,
        of: &operation)
    }
    operation.kind = "Resize"
    upgradeResize(&operation)
  }

  /// `Resize` without a region and with positions that begin at the corner.
  private func upgradeResize(_ operation: inout Operation) {
    if operation.inputs.count == 2 { operation.inputs.insert("", at: 1) }
    operation.attributes["coordinate_transformation_mode"] = .text("asymmetric")
    operation.attributes["nearest_mode"] = .text("floor")
  }

  /// A softmax over all axes from one on, which are flattened and restored.
  private func flattened(_ operation: Operation) -> [Operation] {
    let axis: OperatorGraph.Attribute = operation.attributes["axis"] ?? .integer(1)
    guard axis != .integer(-1), let input = operation.inputs.first,
      let output = operation.outputs.first
    else { return [operation] }
    let name = operation.name
    return [
      Operation("Shape", name: name, inputs: [input], outputs: ["\(output).shape"]),
      Operation(
        "Flatten", name: name, inputs: [input], outputs: ["\(output).flat"],
        attributes: ["axis": axis]),
      Operation(
        operation.kind, name: name, inputs: ["\(output).flat"], outputs: ["\(output).rows"],
        attributes: ["axis": .integer(-1)]),
      Operation(
        "Reshape", name: name, inputs: ["\(output).rows", "\(output).shape"], outputs: [output]),
    ]
  }
}
