/// How fast a network trains, and how fast the machine could.
struct TrainReport: BenchReport {
  /// The network.
  let network: String
  /// The samples in a step.
  let batch: Int
  /// The threads.
  let threads: Int
  /// The median of the rounds.
  let imagesPerSecond: Double
  /// The operations of the convolutions and dense layers for one image, forward and backward.
  let megaflopPerImage: Double
  /// The best 2048x2048x2048 matrix product of OpenBLAS.
  let peakGigaflops: Double
  /// Fused multiply-adds on registers alone.
  let multiplyAddGigaflops: Double
  /// The processor that OpenBLAS has chosen its kernels for.
  let blasCore: String

  /// The rate of training.
  var gigaflops: Double { imagesPerSecond * megaflopPerImage / 1e3 }
  /// The rate of training as a share of the peak.
  var efficiency: Double { gigaflops / peakGigaflops }

  private enum CodingKeys: String, CodingKey {
    case network, batch, threads, efficiency, gigaflops = "gflops"
    case imagesPerSecond = "images_per_second"
    case megaflopPerImage = "mflop_per_image"
    case peakGigaflops = "peak_gflops"
    case multiplyAddGigaflops = "fma_gflops"
    case blasCore = "blas_core"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(network, forKey: .network)
    try container.encode(batch, forKey: .batch)
    try container.encode(threads, forKey: .threads)
    try container.encode(imagesPerSecond, forKey: .imagesPerSecond)
    try container.encode(megaflopPerImage, forKey: .megaflopPerImage)
    try container.encode(gigaflops, forKey: .gigaflops)
    try container.encode(peakGigaflops, forKey: .peakGigaflops)
    try container.encode(efficiency, forKey: .efficiency)
    try container.encode(multiplyAddGigaflops, forKey: .multiplyAddGigaflops)
    try container.encode(blasCore, forKey: .blasCore)
  }

  var lines: [String] {
    [
      "train \(network), batch \(batch), \(threads.threadsText)",
      "  \(imagesPerSecond.rounded(toDecimals: 0)) images/s, "
        + "\(megaflopPerImage.rounded(toDecimals: 1)) MFLOP each: "
        + "\(gigaflops.rounded(toDecimals: 1)) GFLOP/s, "
        + "\((100 * efficiency).rounded(toDecimals: 1))% of the peak",
      "  peak \(peakGigaflops.rounded(toDecimals: 1)) GFLOP/s by OpenBLAS for \(blasCore), "
        + "bare multiply-adds \(multiplyAddGigaflops.rounded(toDecimals: 1))",
    ]
  }
}
