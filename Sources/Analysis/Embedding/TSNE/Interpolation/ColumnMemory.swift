import Tensors

/// What one worker needs to transform sixteen columns and to transpose blocks of them.
struct ColumnMemory: Sendable {
  let transposition = BlockTransposition()
  private let rooms: SharedBuffer<Float>
  private let roomSize: Int

  init(length: Int) {
    roomSize = length * FourierPlan.elementStride
    rooms = SharedBuffer<Float>(repeating: 0, count: 4 * roomSize)
  }

  /// Room for the elements of sixteen columns; there are four.
  @inline(__always)
  subscript(_ room: Int) -> UnsafeMutablePointer<Float> { rooms.pointer + room * roomSize }
}

/// Spectra of columns, `[columns, frequencies]`, in blocks of sixteen real and sixteen imaginary parts.
struct SpectrumRows: Sendable {
  /// Frequencies 0 to half the length, padded to whole vectors.
  let frequencyBlocks: Int
  private let memory: SharedBuffer<Float>

  init(rowCount: Int, length: Int) {
    frequencyBlocks = (length / 2 + 1 + 15) / 16
    memory = SharedBuffer<Float>(repeating: 0, count: rowCount * frequencyBlocks * 32)
  }

  /// A block of sixteen frequencies of a column.
  @inline(__always)
  func block(_ row: Int, _ block: Int) -> UnsafeMutablePointer<Float> {
    memory.pointer + (row * frequencyBlocks + block) * 32
  }
}
