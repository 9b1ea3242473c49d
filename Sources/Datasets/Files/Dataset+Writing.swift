package import Storage
import Tensors

extension OutputKind {
  /// A data set, as a file that a user asked for.
  package static let dataset = OutputKind(name: "data", title: "a data set")
}

extension Dataset {
  /// Writes the data set, replacing the file in one step.
  ///
  /// - Parameter path: A file that ends in `.safetensors` or `.npz`; the latter takes memory for all
  ///   samples and keeps no description.
  /// - Throws: ``DatasetError/storage(_:)`` when the folder may not be written or the disk is full,
  ///   ``DatasetError/unknownFormat(path:)`` for any other name.
  package func write(to path: String) throws(DatasetError) {
    switch try DatasetFormat(writing: path) {
    case .safetensors:
      let file = try DatasetStream(path: path, description: description, count: count)
      for index in 0..<count {
        try withUnsafeSample(index) { sample throws(DatasetError) in
          try file.append(samples: sample)
        }
      }
      try factors.elements.withUnsafeBufferPointer { row throws(DatasetError) in
        try file.append(factors: row)
      }
      try file.finish()
    case .npz:
      let tensors = [
        NamedTensor(DatasetFormat.samples, samples(0..<count)),
        NamedTensor(DatasetFormat.factors, factors),
      ]
      try rethrowing { () throws(StorageError) in
        try NPZWriter.write(tensors, to: path, kind: .dataset)
      }
    }
  }
}

/// A data set's file while it is written.
struct DatasetStream {
  private let stream: SafetensorsStream

  init(path: String, description: DataDescription, count: Int) throws(DatasetError) {
    stream = try rethrowing { () throws(StorageError) in
      try SafetensorsStream(
        path: path, metadata: [DescriptionCoding.key: DescriptionCoding.encode(description)],
        tensors: [
          (DatasetFormat.samples, [count] + description.shape),
          (DatasetFormat.factors, [count, description.factors.count]),
        ])
    }
  }

  func append(samples: UnsafeBufferPointer<Float>) throws(DatasetError) {
    try rethrowing { () throws(StorageError) in
      try stream.append(samples, to: DatasetFormat.samples)
    }
  }

  func append(factors: UnsafeBufferPointer<Float>) throws(DatasetError) {
    try rethrowing { () throws(StorageError) in
      try stream.append(factors, to: DatasetFormat.factors)
    }
  }

  func finish() throws(DatasetError) {
    try rethrowing { () throws(StorageError) in try stream.finish() }
  }
}
