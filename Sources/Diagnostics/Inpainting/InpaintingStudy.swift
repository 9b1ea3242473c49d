/// The errors of the elements filled into holes.
package struct InpaintingStudy: Sendable, Equatable {
  /// A method of filling holes.
  package enum Method: String, Codable, Sendable, CaseIterable {
    /// Zeros, as in blacked-out samples.
    case zeros
    /// The mean of the reference samples.
    case mean
    /// The nearest row of the same matrix.
    case nearestRow = "nearest_row"
    /// The reference sample whose known elements are nearest.
    case nearestSample = "nearest_sample"
    /// The mean of the nearest reference samples.
    case nearestSamples = "nearest_samples"
    /// The model, starting from the mean of the reference samples; the iteration is chosen for each sample by the misfit
    /// at its known elements.
    case model
  }

  /// The mean squared error in the holes of one size, in the squared unit of the data.
  package struct Error: Sendable, Equatable {
    /// The mean over the samples.
    package let mean: Double
    /// The standard error of that mean.
    package let standardError: Double
    /// The share of samples with a smaller error than the mean of the reference samples has.
    package let shareBelowMean: Double
  }

  /// The results for holes of one size.
  package struct Hole: Sendable, Equatable {
    /// The rows and columns of the hole.
    package let size: Int
    /// The errors of every method that suits the data.
    package let errors: [Method: Error]
    /// The mean squared error of the model after every iteration.
    package let iterations: [Double]
    /// The mean squared misfit of the decoded samples at the known elements in every iteration, in the values that the
    /// network sees.
    package let misfits: [Double]
    /// The iteration chosen for every sample, from 1: the one with the least misfit at the known elements.
    package let chosenIterations: [Int]
    /// The mean squared error of the model if the best iteration of every sample were known.
    package let leastError: Double
    /// The root mean square change of the filled elements in the last iteration, in the unit of the data.
    package let lastChange: Double

    /// The mean of the chosen iterations.
    package var meanChosenIteration: Double {
      Double(chosenIterations.reduce(0, +)) / Double(max(chosenIterations.count, 1))
    }
  }

  /// The model's name.
  package let model: String
  /// The samples that holes were cut into, in words.
  package let samples: String
  /// The number of those samples.
  package let count: Int
  /// The reference samples in words.
  package let reference: String
  /// The unit of the elements; empty for dimensionless ones.
  package let unit: String
  /// The settings.
  package let settings: InpaintingSettings
  /// One entry per size of hole.
  package let holes: [Hole]
}
