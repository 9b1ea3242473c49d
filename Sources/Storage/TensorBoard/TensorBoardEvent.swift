/// One record of an event file, with ranges of its bytes instead of copies.
///
/// The messages are those of TensorFlow's `event.proto`, `summary.proto` and `tensor.proto`; fields that are not
/// about scalars and images are skipped.
package struct TensorBoardEvent: Sendable, Equatable {
  /// One summary of an event.
  package struct Value: Sendable, Equatable {
    /// The name, UTF-8.
    package var tag: Range<Int>
    /// The content.
    package var content: Content
  }

  /// The content of a summary.
  package enum Content: Sendable, Equatable {
    /// A number, in either encoding: `simple_value`, or a tensor with one element.
    case scalar(Double)
    /// An encoded image, in either encoding: `image`, or a string tensor of width, height, image. `bytes` is the
    /// range of the PNG, JPEG or GIF, of the first where there are several.
    case image(width: Int, height: Int, bytes: Range<Int>)
    /// Something else, such as a histogram.
    case other
  }

  /// What an event says about the writing process.
  package enum Session: Sendable, Equatable {
    /// It started; what the run has logged from this step on is superseded.
    case start
    /// It ended regularly.
    case stop
  }

  /// The wall time in unix seconds.
  package var wallTime = 0.0
  /// The step.
  package var step = 0
  /// What is said about the writing process.
  package var session: Session?
  /// Whether this is the version record that begins every file.
  package var isFileVersion = false
  /// The summaries.
  package var values: [Value] = []

  /// An event for ``read(_:in:)`` to fill.
  package init() {}
}
