package import Datasets
package import Plotting
package import Tensors

/// Samples of a data set drawn outside of the explorer's screens, all on one scale.
package struct SampleDrawing: Sendable {
  private let depiction: any Depiction
  private let look: SampleLook

  /// Prepares to draw samples.
  ///
  /// - Parameters:
  ///   - data: What the samples are.
  ///   - samples: Those that are seen together.
  ///   - gallery: Samples of the model, `[samples] +` their shape, whose extremes limit bars; `nil` without any.
  ///   - colorMap: The colours of pictures.
  ///   - stretch: The curve of pictures.
  package init(
    _ data: DataDescription, covering samples: [Tensor], gallery: Tensor? = nil,
    colorMap: ColorMap = .gray, stretch: Stretch = .linear
  ) {
    depiction = DepictionTable.depiction(of: data)
    look = SampleLook(
      data: data, colorMap: colorMap,
      scale: depiction.scale(of: samples, gallery: gallery, data, stretch: stretch), isTile: true)
  }

  /// The rows of cells in which a sample hides nothing; 0 where any number of rows shows all.
  package var rowsOfAll: Int { depiction.rowsOfAll(look.data.shape) }

  /// Draws a sample into the middle of a block of cells.
  package func draw(
    _ sample: Tensor, into frame: inout Frame, in room: Rect, capabilities: TerminalCapabilities
  ) {
    let ink = Ink(theme: .dark, capabilities: capabilities)
    depiction.draw(sample, look, in: room, into: &frame, ink: ink)
  }

  /// A sample as a picture for files, whose sides are at least so long.
  package func bitmap(_ sample: Tensor, leastSide: Int) -> PixelBitmap {
    depiction.bitmap(sample, look, leastSide: leastSide)
  }

  /// What is measured from samples of a description.
  package static func measuring(_ data: DataDescription) -> any SampleMeasuring {
    DepictionTable.depiction(of: data).measuring(data)
  }
}
