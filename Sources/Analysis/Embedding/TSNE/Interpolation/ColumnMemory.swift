import Tensors

/// The memory that one worker needs to transform sixteen columns and to transpose blocks of them.
struct ColumnMemory: Sendable {
  let transposition = BlockTransposition()
  private let rooms: SharedBuffer<Float>
  private let roomSize: Int

  init(length: Int) {
    roomSize = length * FourierPlan.elementStride
    rooms = SharedBuffer<Float>(repeating: 0, count: 4 * roomSize)
  }

  /// A buffer for the elements of sixteen columns; there are four.
  @inline(__always)
  subscript(_ room: Int) -> UnsafeMutablePointer<Float> { rooms.pointer + room * roomSize }
}
