/// One record of an event file, with places in its bytes instead of copies.
///
/// The messages are those of TensorFlow's `event.proto`, `summary.proto` and `tensor.proto`; fields that tell nothing
/// about scalars and images are passed over.
package struct TensorBoardEvent: Sendable, Equatable {
  /// One summary of an event.
  package struct Value: Sendable, Equatable {
    /// The name, UTF-8.
    package var tag: Range<Int>
    /// What is told.
    package var content: Content
  }

  /// What a summary tells.
  package enum Content: Sendable, Equatable {
    /// A number, in either encoding: `simple_value`, or a tensor with one element.
    case scalar(Double)
    /// An encoded picture, in either encoding: `image`, or a tensor of texts width, height, picture. `bytes` is the
    /// place of the PNG, JPEG or GIF, of the first where there are several.
    case image(width: Int, height: Int, bytes: Range<Int>)
    /// Something else, such as a histogram.
    case other
  }

  /// What an event says about the process that writes.
  package enum Session: Sendable, Equatable {
    /// It started; what the run has told from this step on does not count any more.
    case start
    /// It ended in order.
    case stop
  }

  /// The wall time in unix seconds.
  package var wallTime = 0.0
  /// The step.
  package var step = 0
  /// What is said about the writing process.
  package var session: Session?
  /// Whether this is the version that stands first in every file.
  package var isFileVersion = false
  /// The summaries.
  package var values: [Value] = []

  /// An event for ``read(_:in:)`` to fill.
  package init() {}
}
