/// A computation of tensors as a graph, in the operators of ONNX: the form that all foreign models are read into before they become
/// networks of this program.
///
/// The operators, their attributes and the axes of their tensors are those of the ONNX operator set 21 (Operators.md of ONNX); older
/// sets are translated to it while a file is read. The first axis of every value that depends on an input is the batch.
package struct OperatorGraph: Sendable {
  /// An input or output of the graph.
  package struct Port: Sendable, Equatable {
    /// The name, unique among all values of the graph.
    package var name: String
    /// The extents, the batch included; `nil` for a symbolic extent, such as the batch, and as a whole where the file does not say them.
    package var shape: [Int?]?

    /// Creates a port.
    package init(name: String, shape: [Int?]?) { (self.name, self.shape) = (name, shape) }
  }

  /// One operator.
  package struct Operation: Sendable {
    /// The name of the operator, such as `ConvTranspose`.
    package var kind: String
    /// The name of this use of it, for messages and for the nodes of networks; not necessarily unique.
    package var name: String
    /// The values it reads, by name; empty for an optional one that is absent.
    package var inputs: [String]
    /// The values it computes, by name; empty for one that is not wanted.
    package var outputs: [String]
    /// Its settings.
    package var attributes: [String: Attribute]

    /// Creates an operation.
    package init(
      _ kind: String, name: String, inputs: [String], outputs: [String],
      attributes: [String: Attribute] = [:]
    ) {
      (self.kind, self.name) = (kind, name)
      (self.inputs, self.outputs, self.attributes) = (inputs, outputs, attributes)
    }
  }

  /// A setting of an operator.
  package enum Attribute: Sendable, Equatable {
    case integer(Int)
    case number(Float)
    case text(String)
    case integers([Int])
    case numbers([Float])
    case texts([String])
    case constant(Constant)
  }

  /// A tensor that is known before the graph runs: a weight, or the operand of arithmetic on shapes.
  package struct Constant: Sendable, Equatable {
    /// The elements, row-major.
    package enum Elements: Sendable, Equatable {
      /// Numbers of any floating-point type.
      case numbers([Float])
      /// Integers of any width, and truth values as 0 and 1.
      case integers([Int])
    }

    /// The extent of every axis; empty for a scalar.
    package var shape: [Int]
    /// The elements.
    package var elements: Elements

    /// Creates a constant, whose elements must fill its shape.
    package init(shape: [Int], elements: Elements) {
      let count =
        switch elements {
        case .numbers(let numbers): numbers.count
        case .integers(let integers): integers.count
        }
      precondition(
        count == shape.reduce(1, *), "OperatorGraph.Constant: \(count) elements for \(shape)")
      (self.shape, self.elements) = (shape, elements)
    }
  }

  /// The name of the graph, for people.
  package var name: String
  /// What is put in when it runs; weights are constants instead.
  package var inputs: [Port]
  /// What it computes.
  package var outputs: [Port]
  /// The operators in topological order.
  package var operations: [Operation]
  /// The constants by the names of their values.
  package var constants: [String: Constant]

  /// Creates a graph.
  package init(
    name: String, inputs: [Port], outputs: [Port], operations: [Operation],
    constants: [String: Constant]
  ) {
    self.name = name
    (self.inputs, self.outputs) = (inputs, outputs)
    (self.operations, self.constants) = (operations, constants)
  }
}
