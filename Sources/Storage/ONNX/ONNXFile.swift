internal import Tensors

/// An ONNX model, opened by mapping: its tree has been read, the elements of its tensors are read on demand.
package struct ONNXFile: Sendable {
  /// What the file says.
  package let model: ONNXModel
  private let file: MappedFile

  /// The path that was opened.
  package var path: String { file.path }

  /// Opens a file.
  ///
  /// - Parameter path: An ONNX model; data beside it are opened when they are read.
  /// - Throws: ``StorageError`` when the file cannot be mapped or breaks the format.
  package init(path: String) throws(StorageError) {
    let file = try MappedFile(path: path)
    model = try file.withUnsafeBytes { bytes throws(StorageError) in
      var reader = ONNXReader(bytes, path: path)
      return try reader.model()
    }
    self.file = file
    var names: Set<String> = []
    for tensor in model.graph.initializers where !names.insert(tensor.name).inserted {
      throw .malformed(
        path: path, place: "graph", expected: "a name of its own for each weight",
        found: "\(tensor.name) twice")
    }
  }

  /// Reads the elements of a tensor.
  ///
  /// - Parameter tensor: A tensor of this file.
  /// - Returns: A copy of its elements.
  /// - Throws: ``StorageError`` for types that are not read, elements that do not fill the shape or do not fit into memory, and external
  ///   data that are missing or outside the folder of the model.
  package func elements(of tensor: ONNXTensor) throws(StorageError) -> ONNXElements {
    let place = "tensor \"\(tensor.name)\""
    guard let type = tensor.elementType else {
      throw .unsupported(path: path, place: place, feature: "element type \(tensor.typeName)")
    }
    let byteCount = StoredShape.byteCount(tensor.shape, of: type) ?? .max
    let count = byteCount / type.byteCount
    let size = type.isInteger ? MemoryLayout<Int>.size : MemoryLayout<Float>.size
    guard count <= Int.max / size, MachineMemory.hasRoom(forBytes: count * size) else {
      throw .malformed(
        path: path, place: place, expected: "an array that fits into memory",
        found: "\(count) elements")
    }
    switch tensor.storage {
    case .raw(let range):
      return file.elements(of: type, in: range)
    case .fields(let range):
      return try file.withUnsafeBytes { bytes throws(StorageError) in
        let fields = ONNXFields(bytes, in: range, path: path, place: place)
        return try ONNXElementFields(type: type, count: count, path: path, place: place)
          .elements(fields, bytes)
      }
    case .external(let location, let offset, _):
      let data = try ONNXExternalData(location, of: path, place: place)
      return try data.elements(of: type, offset: offset, byteCount: byteCount)
    }
  }

  /// The weights by name.
  package var tensors: TensorCollection {
    let named = Dictionary(
      uniqueKeysWithValues: model.graph.initializers.map { ($0.name, $0) })
    return TensorCollection(
      path: path,
      entries: model.graph.initializers.map {
        TensorCollection.Entry(name: $0.name, typeName: $0.typeName, shape: $0.shape)
      }
    ) { name throws(StorageError) in
      guard let tensor = named[name] else {
        throw .missingTensor(path: path, name: name, available: Array(named.keys))
      }
      return switch try elements(of: tensor) {
      case .numbers(let numbers): Tensor(shape: tensor.shape, elements: numbers)
      case .integers(let integers):
        Tensor(shape: tensor.shape, elements: integers.map { Float($0) })
      }
    }
  }
}

extension MappedFile {
  /// The bytes that are converted before their pages are given back.
  private static let pieceByteCount = 1 << 22

  /// Converts stored elements piece by piece, so that file and elements are never in memory both as a whole.
  func elements(of type: ElementType, in range: Range<Int>) -> ONNXElements {
    guard !type.isInteger, range.count > Self.pieceByteCount else {
      return withUnsafeBytes { type.elements(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }
    let count = range.count / type.byteCount
    return .numbers(
      Array(unsafeUninitializedCapacity: count) { floats, initialized in
        for start in stride(from: 0, to: range.count, by: Self.pieceByteCount) {
          let end = min(start + Self.pieceByteCount, range.count)
          let piece = range.lowerBound + start..<range.lowerBound + end
          withUnsafeBytes {
            type.convert(
              UnsafeRawBufferPointer(rebasing: $0[piece]),
              into: UnsafeMutableBufferPointer(
                rebasing: floats[start / type.byteCount..<end / type.byteCount]))
          }
          releasePages(in: piece)
        }
        initialized = count
      })
  }
}

extension ElementType {
  /// Whether the elements are integers or truth values.
  var isInteger: Bool {
    switch self {
    case .float64, .float32, .float16, .brainFloat16: false
    default: true
    }
  }

  /// Converts stored elements, the lowest byte first.
  func elements(_ bytes: UnsafeRawBufferPointer) -> ONNXElements {
    let count = bytes.count / byteCount
    guard isInteger else {
      return .numbers(
        Array(unsafeUninitializedCapacity: count) { floats, initialized in
          convert(bytes, into: UnsafeMutableBufferPointer(rebasing: floats[..<count]))
          initialized = count
        })
    }
    return .integers((0..<count).map { integer(bytes, at: $0 * byteCount) })
  }

  private func integer(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Int {
    func word<Word: FixedWidthInteger & BitwiseCopyable>(_ type: Word.Type) -> Int {
      Int(clamping: Word(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type)))
    }
    return switch self {
    case .int64: word(Int64.self)
    case .int32: word(Int32.self)
    case .int16: word(Int16.self)
    case .int8: word(Int8.self)
    case .uint64: word(UInt64.self)
    case .uint32: word(UInt32.self)
    case .uint16: word(UInt16.self)
    case .bool: word(UInt8.self) == 0 ? 0 : 1
    default: word(UInt8.self)
    }
  }
}
