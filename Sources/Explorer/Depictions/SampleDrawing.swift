package import Datasets
package import Plotting
package import Tensors

/// Draws samples of a data set outside of the explorer's screens, all on one scale.
package struct SampleDrawing: Sendable {
  private let depiction: any Depiction
  private let look: SampleLook

  /// Prepares to draw samples.
  ///
  /// - Parameters:
  ///   - data: The description of the samples.
  ///   - samples: Those that are shown together.
  ///   - gallery: Samples of the model, `[samples] +` their shape, whose extremes limit bars; `nil` without any.
  ///   - colorMap: The colour map of images.
  ///   - stretch: The stretch of images.
  package init(
    _ data: DataDescription, covering samples: [Tensor], gallery: Tensor? = nil,
    colorMap: ColorMap = .gray, stretch: Stretch = .linear
  ) {
    depiction = DepictionTable.depiction(of: data)
    look = SampleLook(
      data: data, colorMap: colorMap,
      scale: depiction.scale(of: samples, gallery: gallery, data, stretch: stretch), isTile: true)
  }

  /// The rows of cells in which a sample is complete; 0 where any number of rows is enough.
  package var rowsOfAll: Int { depiction.rowsOfAll(look.data.shape) }

  /// Draws a sample centred in a block of cells.
  package func draw(
    _ sample: Tensor, into frame: inout Frame, in room: Rect, capabilities: TerminalCapabilities
  ) {
    let ink = Ink(theme: .dark, capabilities: capabilities)
    depiction.draw(sample, look, in: room, into: &frame, ink: ink)
  }

  /// A sample as an image for files, with sides of at least `leastSide` pixels.
  package func bitmap(_ sample: Tensor, leastSide: Int) -> PixelBitmap {
    depiction.bitmap(sample, look, leastSide: leastSide)
  }

  /// How samples of a description are measured.
  package static func measuring(_ data: DataDescription) -> any SampleMeasuring {
    DepictionTable.depiction(of: data).measuring(data)
  }
}
