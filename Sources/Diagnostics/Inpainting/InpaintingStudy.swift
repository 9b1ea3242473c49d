/// How near the elements that are filled into holes come to the true ones.
public struct InpaintingStudy: Sendable, Equatable {
  /// A way to fill holes.
  public enum Method: String, Codable, Sendable, CaseIterable {
    /// Zeros, as blacked-out samples have.
    case zeros
    /// The mean of the reference samples.
    case mean
    /// The nearest row of the same matrix.
    case nearestRow = "nearest_row"
    /// The reference sample whose known elements are nearest.
    case nearestSample = "nearest_sample"
    /// The mean of the nearest reference samples.
    case nearestSamples = "nearest_samples"
    /// The model, from the mean of the reference samples on.
    case model
  }

  /// The mean squared error in the holes of one size, in the squared unit of the data.
  public struct Error: Sendable, Equatable {
    /// The mean over the samples.
    public let mean: Double
    /// The standard error of that mean.
    public let standardError: Double
    /// The share of samples that are filled better than by the mean of the reference samples.
    public let shareBelowMean: Double
  }

  /// What was found for holes of one size.
  public struct Hole: Sendable, Equatable {
    /// The rows and columns of the hole.
    public let size: Int
    /// The errors of every method that suits the data.
    public let errors: [Method: Error]
    /// The mean squared error of the model after every iteration.
    public let iterations: [Double]
    /// The root mean square change of the filled elements by the last iteration, in the unit of the data.
    public let lastChange: Double
  }

  /// The model's name.
  public let model: String
  /// The samples that holes were cut into, in words.
  public let samples: String
  /// The number of those samples.
  public let count: Int
  /// The reference samples in words.
  public let reference: String
  /// The unit of the elements; empty for pure numbers.
  public let unit: String
  /// What the errors are errors of.
  public let settings: InpaintingSettings
  /// One entry per size of hole.
  public let holes: [Hole]
}
