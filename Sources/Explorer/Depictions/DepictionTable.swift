import Datasets
import Models
import Plotting
import Tensors

/// The kinds of samples that there are.
enum DepictionTable {
  /// Every kind, one line each; the first that suits a description is taken.
  static let all: [any Depiction] = [
    CurveDepiction(),
    BarDepiction.features,
    BarDepiction.classes,
    ParticleDepiction(),
    MatrixDepiction(),
    ColorDepiction(),
    ImageDepiction(),
  ]

  /// The kind of samples of a description; pictures of one number per pixel where no kind of the table suits.
  static func depiction(
    of data: DataDescription, in table: [any Depiction] = all
  ) -> any Depiction {
    table.first { $0.suits(data) } ?? ImageDepiction()
  }
}

extension ExplorerState {
  /// The kind of the model's samples.
  var depiction: any Depiction { depiction(of: model?.data) }

  /// The kind of samples of a description; pictures where nothing is known.
  func depiction(of data: DataDescription?) -> any Depiction {
    data.map { DepictionTable.depiction(of: $0, in: depictions) } ?? ImageDepiction()
  }

  /// The scale that source, decoded, simulator and sweep share: all of their samples, with the chosen stretch.
  var sampleScale: SampleScale {
    depiction.scale(
      of: [decoded?.sample, source?.encoded.sample, simulation?.sample?.sample].compactMap(\.self),
      gallery: model?.gallery?.samples, model?.data ?? .unknown, stretch: look.stretch)
  }

  /// The curve between elements and brightness: the user's choice where there is one.
  var sampleStretch: Stretch { depiction.fixedStretch == nil ? look.stretch : .linear }

  /// How samples drawn beside the decoded one look.
  var sampleLook: SampleLook {
    SampleLook(
      data: model?.data ?? .unknown, simulator: model?.simulator, colorMap: look.colorMap,
      scale: sampleScale)
  }

  /// How samples look that share a scale of their own.
  ///
  /// - Parameters:
  ///   - samples: The samples that are seen together.
  ///   - data: What they are; those of the model unless given.
  func look(covering samples: [Tensor], of data: DataDescription? = nil) -> SampleLook {
    let isModels = data == nil || data == model?.data
    let data = data ?? model?.data ?? .unknown
    return SampleLook(
      data: data, simulator: isModels ? model?.simulator : nil, colorMap: look.colorMap,
      scale: depiction(of: data).scale(
        of: samples, gallery: isModels ? model?.gallery?.samples : nil, data,
        stretch: look.stretch))
  }
}

extension DataDescription {
  /// What samples are while no model tells it.
  static let unknown = DataDescription(
    name: "", kind: .image, shape: [1, 1, 1], unit: "", factors: [])
}
