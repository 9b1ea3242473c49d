import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

@testable import Models

/// Which latent is named after which factor.
@Suite struct LatentRoleTests {
  private static let factors = ["a_u", "b_u", "b_d"].map {
    Factor(name: $0, unit: "", lower: -0.5, upper: 5)
  }

  /// The role of one latent with correlations to three factors.
  private func role(_ correlations: [Float], tied: Int?) -> LatentRole {
    LatentRole.roles(
      latentCount: 1, statistics: Self.statistics(correlations, count: 1),
      factors: Self.factors, tied: tied.map { [$0] } ?? [], gallery: nil)[0]
  }

  private static func statistics(
    _ correlations: [Float], count: Int, alignments: [LatentAlignment?]? = nil
  ) -> LatentStatistics {
    let bins = LatentStatistics.histogramBinCount
    return LatentStatistics(
      mean: .init(repeating: 0, count: count), deviation: .init(repeating: 1, count: count),
      posteriorVariance: .init(repeating: 0, count: count), divergence: nil,
      histogram: Tensor(repeating: 1 / Float(bins), shape: [count, bins]),
      codes: Tensor(shape: [0, count], elements: []),
      correlations: Tensor(
        shape: [count, correlations.count / count], elements: correlations),
      alignments: alignments)
  }

  @Test(arguments: [
    ([0.1, 0.2, 0.9] as [Float], 2, "z0 b_d", "z0 b_d", "b_d"),
    ([0.1, 0.62, 0.4], 2, "z0 (tied to b_d, follows b_u .62)", "z0 (b_u)", "z0(b_u)"),
    ([0.1, 0.95, 0.9], 2, "z0 (tied to b_d, follows b_u .95)", "z0 (b_u)", "z0(b_u)"),
    ([0.1, -0.3, 0.799], 2, "z0 (tied to b_d, r .79)", "z0 (b_d)", "z0(b_d)"),
    ([0, 0, 0], 2, "z0 (tied to b_d)", "z0", "z0"),
    ([0.1, -0.98, 0.3], nil, "z0 ~ b_u", "z0 ~ b_u", "z0~b_u"),
    ([0.1, -0.79, 0.3], nil, "z0", "z0", "z0"),
  ])
  func namesAreByWhatIsCarried(
    correlations: [Float], tied: Int?, title: String, label: String, name: String
  ) {
    let role = role(correlations, tied: tied)
    #expect([role.title, role.label, role.name] == [title, label, name])
  }

  @Test(arguments: 0..<64 as Range<UInt64>)
  func onlyTheLargestCorrelationNames(seed: UInt64) {
    var random = SplitMix64(state: seed)
    for _ in 0..<50 {
      let correlations = (0..<3).map { _ in Float.random(in: -1...1, using: &random) }
      let tied = Bool.random(using: &random) ? Int.random(in: 0..<3, using: &random) : nil
      let role = role(correlations, tied: tied)
      let sizes = correlations.map(\.magnitude)
      for (index, factor) in Self.factors.enumerated() {
        let isLargest = sizes[index] == sizes.max() && sizes[index] >= 0.8
        let carries = isLargest && (tied == nil || tied == index)
        #expect(
          (role.carried?.factor == index) == carries,
          "seed \(seed): \(correlations) tied \(tied ?? -1)")
        #expect(
          (role.name == factor.name) == (carries && tied != nil), "seed \(seed): \(role.name)")
      }
      #expect((role.alignment == nil) == true, "seed \(seed): there is no line in the file")
    }
  }

  @Test(
    "a stored line is used, another is fitted to the gallery, and neither moves a latent that carries nothing"
  )
  func lines() throws {
    let stored = LatentAlignment(factor: 0, correlation: 0.9, slope: 2, intercept: 1)
    let weak = LatentAlignment(factor: 2, correlation: 0.4, slope: 3, intercept: 1)
    let statistics = Self.statistics(
      [0.9, 0, 0.1, 0, -0.97, 0.1, 0.2, 0.5, 0.4], count: 3, alignments: [stored, nil, weak])
    let codes = (0..<9).flatMap { [0, Float($0) / 4, 0] as [Float] }
    let values = (0..<9).flatMap { [0, 4 - Float($0) / 2, 0] as [Float] }
    let gallery = Gallery(
      samples: Tensor(repeating: 0, shape: [9, 1, 1, 1]),
      factors: Tensor(shape: [9, 3], elements: values),
      means: Tensor(shape: [9, 3], elements: codes), logVariances: nil)
    let roles = LatentRole.roles(
      latentCount: 3, statistics: statistics, factors: Self.factors, tied: [0, nil, 2],
      gallery: gallery)
    #expect(roles[0].alignment == stored && roles[2].alignment == nil)
    // factor = 4 - 2 code exactly.
    let line = try #require(roles[1].alignment)
    #expect(abs(line.slope + 2) < 1e-9 && abs(line.intercept - 4) < 1e-9 && line.factor == 1)
    #expect(abs(line.correlation + 0.97) < 1e-6)
  }

  @Test("a file without correlations has those of its lines; lines that cannot be used are none")
  func oldFiles() {
    let lines = [
      LatentAlignment(factor: 1, correlation: -0.9, slope: -1, intercept: 0),
      LatentAlignment(factor: 7, correlation: 1, slope: 1, intercept: 0),
      LatentAlignment(factor: 0, correlation: .nan, slope: 1, intercept: 0),
    ]
    let roles = LatentRole.roles(
      latentCount: 3, statistics: Self.statistics([], count: 3, alignments: lines),
      factors: Self.factors, tied: [1, nil, 0], gallery: nil)
    #expect(roles.map(\.title) == ["z0 b_u", "z1", "z2 (tied to a_u, r ?)"])
  }

  @Test(arguments: 0..<64 as Range<UInt64>)
  func latentsWithinBoundsKeepTheFactorWithin(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    for _ in 0..<50 {
      let line = LatentAlignment(
        factor: 0, correlation: 1, slope: Double.random(in: -1e4...1e4, using: &random),
        intercept: Double.random(in: -1e4...1e4, using: &random))
      let ends = [0, 1].map { _ in Double.random(in: -1e5...1e5, using: &random) }.sorted()
      guard ends[1] - ends[0] > 1, abs(line.slope) > 1e-2 else { continue }
      let range = try #require(line.latents(within: ends[0]...ends[1]))
      for latent in [range.lowerBound, range.upperBound] {
        let factor = line.factorValue(at: Double(latent))
        #expect((ends[0]...ends[1]).contains(factor), "seed \(seed): \(factor) of \(ends)")
      }
      let width = Double(range.upperBound) - Double(range.lowerBound)
      #expect(abs(width * abs(line.slope) / (ends[1] - ends[0]) - 1) < 1e-2, "seed \(seed)")
    }
  }

  /// The correlations in the files, read with NumPy 2.4.6.
  @Test(arguments: [
    ("galaxies", ["z0 radius", "z1 g1", "z2 g2", "z3 ~ flux"], 4),
    (
      "qcf-sigma1",
      ["z0 a_u", "z1 b_u", "z2 (tied to a_d, r .56)", "z3 (tied to b_d, follows b_u .59)"], 2
    ),
    (
      "qcf-sigma2",
      [
        "z0 (tied to a_u, r .61)", "z1 (tied to b_u, r .55)", "z2 (tied to a_d, r -.78)", "z3 b_d",
      ], 1
    ),
    ("fluid", [], 0),
  ])
  func bundledModels(name: String, titles: [String], lineCount: Int) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = root.appending(path: "assets/models/\(name).safetensors").path(percentEncoded: false)
    let model = try ModelFormat.open(path: path)
    let roles = model.roles
    #expect(roles.map(\.title) == titles + roles.indices.dropFirst(titles.count).map { "z\($0)" })
    #expect(roles.count { $0.alignment != nil } == lineCount)
    guard name == "galaxies", let line = roles[3].alignment else { return }
    // NumPy's polyfit of the 64 samples of the gallery.
    #expect(abs(line.slope / -27066.5047 - 1) < 1e-4 && abs(line.intercept / 53670.2436 - 1) < 1e-4)
    let bounds = try #require(line.latents(within: 10_000...100_000))
    #expect(abs(bounds.lowerBound + 1.7117) < 1e-3 && abs(bounds.upperBound - 1.6135) < 1e-3)
  }

  @Test func truncatedDigits() {
    let texts = [0.9996, -0.984, 1, -1, 0.05, .nan].map { LatentRole.text(of: $0, decimals: 3) }
    #expect(texts == [".999", "-.984", "1.00", "-1.00", ".050", "?"])
  }
}
