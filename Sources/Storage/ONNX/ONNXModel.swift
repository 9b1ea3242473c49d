/// What an ONNX file says, as a tree (onnx.proto of https://github.com/onnx/onnx); elements of tensors stay in the file.
package struct ONNXModel: Sendable {
  /// A version of a set of operators.
  package struct OperatorSet: Sendable, Equatable {
    /// Who defines it; empty for the operators of ONNX itself.
    package let domain: String
    /// The version.
    package let version: Int
  }

  /// The version of the file format.
  package internal(set) var formatVersion = 0
  /// The program that wrote the file, such as `pytorch`, as far as it says so.
  package internal(set) var producer = ""
  /// The version of that program.
  package internal(set) var producerVersion = ""
  /// The operator sets that the nodes belong to.
  package internal(set) var operatorSets: [OperatorSet] = []
  /// The computation.
  package internal(set) var graph = ONNXGraph()
  /// The names of the functions that the model defines for itself.
  package internal(set) var functions: [String] = []

  /// The version of the set of ONNX's own operators; `nil` where the file names none.
  package var operatorSetVersion: Int? {
    operatorSets.first { $0.domain.isEmpty || $0.domain == "ai.onnx" }?.version
  }
}

/// A computation in an ONNX file.
package struct ONNXGraph: Sendable {
  /// The name.
  package internal(set) var name = ""
  /// The operators in the order of the file.
  package internal(set) var nodes: [ONNXNode] = []
  /// The weights.
  package internal(set) var initializers: [ONNXTensor] = []
  /// The names of weights in sparse form, which are not read.
  package internal(set) var sparseInitializers = 0
  /// The inputs; in old files the weights are listed too.
  package internal(set) var inputs: [ONNXPort] = []
  /// The outputs.
  package internal(set) var outputs: [ONNXPort] = []
  /// What the file says of inner values.
  package internal(set) var values: [ONNXPort] = []
}

/// An operator in an ONNX file.
package struct ONNXNode: Sendable {
  /// The name, possibly empty.
  package internal(set) var name = ""
  /// The operator, such as `Conv`.
  package internal(set) var kind = ""
  /// Who defines the operator; empty for ONNX.
  package internal(set) var domain = ""
  /// The values it reads.
  package internal(set) var inputs: [String] = []
  /// The values it computes.
  package internal(set) var outputs: [String] = []
  /// Its settings.
  package internal(set) var attributes: [ONNXAttribute] = []
}

/// A setting of an operator in an ONNX file.
package struct ONNXAttribute: Sendable {
  /// The value.
  package enum Value: Sendable {
    case integer(Int)
    case number(Float)
    case text(String)
    case integers([Int])
    case numbers([Float])
    case texts([String])
    case tensor(ONNXTensor)
    /// What is not read, such as a graph.
    case other(String)
  }

  /// The name.
  package internal(set) var name = ""
  /// The value.
  package internal(set) var value = Value.other("nothing")
}

/// What an ONNX file says of a value: an input, an output or an inner one.
package struct ONNXPort: Sendable, Equatable {
  /// The extent of an axis.
  package enum Extent: Sendable, Equatable {
    case fixed(Int)
    /// One that is known when the model runs, with its name.
    case symbolic(String)
  }

  /// The name.
  package internal(set) var name = ""
  /// The type of the elements, such as `F32`; `nil` where the file does not say it, or the value is not a tensor.
  package internal(set) var typeName: String?
  /// The extents; `nil` where the file does not say them.
  package internal(set) var shape: [Extent]?
}
