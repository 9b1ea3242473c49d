/// What is found about a model of another program when it is imported.
package struct ImportReport: Sendable {
  /// How well one scale of the data suits the model.
  package struct ScaleResult: Sendable, Equatable {
    /// The scale.
    package let scale: InputScale
    /// The mean squared error of the decoded samples, divided by the variance of the samples.
    package let relativeError: Double
  }

  /// How exactly codes come back.
  package struct RoundTrip: Sendable, Equatable {
    /// The correlation of every latent, drawn from the prior, with the code of the sample that it decodes to; NaN where it is constant.
    package let correlations: [Double]
    /// The number of draws.
    package let count: Int

    /// The mean over the latents that come back at all.
    package var mean: Double {
      let finite = correlations.filter(\.isFinite)
      return finite.isEmpty ? .nan : finite.reduce(0, +) / Double(finite.count)
    }
  }

  /// The samples in words; `nil` without data.
  package var samples: String?
  /// The scales in the order of their errors; empty where one was given, or nothing can be encoded.
  package var scales: [ScaleResult] = []
  /// The scale that was chosen; `nil` without data.
  package var scale: InputScale?
  /// The measurements on the data; `nil` where nothing can be encoded.
  package var diagnosis: Diagnosis?
  /// The hole test; `nil` where nothing can be encoded, or samples are too small.
  package var inpainting: InpaintingStudy?
  /// Latents that are drawn, decoded and encoded; `nil` without an encoder.
  package var roundTrip: RoundTrip?
  /// Why something is missing, one sentence each.
  package var remarks: [String] = []
}
