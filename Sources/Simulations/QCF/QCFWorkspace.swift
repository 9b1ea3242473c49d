import Tensors

/// The scratch memory of one thread that draws events.
package final class QCFWorkspace {
  /// The number of events of a sample.
  package let eventCount: Int
  private let memory: FloatBuffer

  init(eventCount: Int) {
    self.eventCount = eventCount
    memory = FloatBuffer(count: eventCount)
  }

  /// Room for the events of a sample.
  var events: UnsafeMutableBufferPointer<Float> { memory.elements }

  /// Sorts the events of a sample, smallest first.
  func sort(_ sample: UnsafeMutableBufferPointer<Float>) {
    var sample = sample
    sample.sort()
  }
}
