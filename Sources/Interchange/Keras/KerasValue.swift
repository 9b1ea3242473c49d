/// A tensor of a model while its graph is built.
struct KerasValue: Equatable {
  /// Its name in the graph.
  let name: String
  /// The extents of one sample in the order of Keras, without the batch; `nil` where they are not known, behind a layer that is skipped.
  let shape: [Int]?

  init(name: String, shape: [Int]?) { (self.name, self.shape) = (name, shape) }

  /// The value of an input or output of a graph.
  init(_ port: OperatorGraph.Port) {
    self.init(name: port.name, shape: port.shape.map { $0.dropFirst().compactMap(\.self) })
  }

  /// The value as an input or output of a graph.
  var port: OperatorGraph.Port {
    OperatorGraph.Port(name: name, shape: shape.map { [nil] + $0.map(Optional.some) })
  }

  /// Whether it is a vector.
  var isVector: Bool { shape?.count == 1 }
  /// The number of elements of a sample; 0 where it is not known.
  var count: Int { shape?.reduce(1, *) ?? 0 }
}

/// A layer that this program does not have, in whose place values of unknown origin stand.
struct SkippedLayer {
  /// The path of the layer.
  let layer: String
  /// What this program lacks, in words.
  let feature: String
  /// What it reads.
  let inputs: [KerasValue]
  /// The extents that what reads it says it has, without the batch.
  var shape: [Int]?
}

/// Why a layer has no operators.
enum KerasLayerError: Error {
  /// The extents of its input must be known for it.
  case unknownExtents
  /// It, or a setting of it, is not one of this program's.
  case unsupported(String)
  /// The file contradicts itself.
  case mismatch(expected: String, found: String)
  /// Its weights cannot be read.
  case interchange(InterchangeError)
}
