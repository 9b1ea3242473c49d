import Numerics
import Datasets
import Models
import Plotting

extension ExplorerState {
  /// The alignment of a latent with a factor; `nil` where it follows none, or by a line that cannot be read both ways.
  func alignment(of latent: Int) -> LatentAlignment? {
    guard let model, let alignment = model.statistics?.alignments[latent],
      model.data.factors.indices.contains(alignment.factor), alignment.slope != 0,
      alignment.slope.isFinite, alignment.intercept.isFinite
    else { return nil }
    return alignment
  }

  /// The factor that a latent follows.
  func factor(of latent: Int) -> Factor? {
    alignment(of: latent).flatMap { model?.data.factors[$0.factor] }
  }

  /// The value of the factor that a latent stands for, at the slider or at another value of the latent.
  func factorValue(of latent: Int, at value: Float? = nil) -> Double? {
    alignment(of: latent)?.factorValue(at: Double(value ?? latents[latent]))
  }

  /// The latent that follows a factor; of several the one that does so most closely.
  func latent(following factor: Int) -> Int? {
    latents.indices.filter { alignment(of: $0)?.factor == factor }.max {
      (alignment(of: $0)?.correlation.magnitude ?? 0)
        < (alignment(of: $1)?.correlation.magnitude ?? 0)
    }
  }

  /// The known factors of the encoded sample; `nil` when not all of them are known.
  var knownFactors: [Double]? {
    guard let factors = source?.encoded.factors, let model,
      factors.count == model.data.factors.count, factors.allSatisfy(\.isFinite)
    else { return nil }
    return factors.map(Double.init)
  }

  /// Whether training tied a latent to a known factor.
  func isAuxiliary(_ latent: Int) -> Bool { latent < model?.tiedCount ?? 0 }

  /// The name of a latent: the factor that it follows, or its index.
  func name(of latent: Int) -> String { factor(of: latent)?.name ?? "z\(latent)" }

  /// The index of a latent, and the factor that it follows where that is known.
  func title(of latent: Int) -> String {
    factor(of: latent).map { "z\(latent) \($0.name)" } ?? "z\(latent)"
  }

  /// How closely a latent follows its factor, as `r .99`; digits are cut so that 1 is said of nothing less.
  func correlationText(of latent: Int) -> String? {
    alignment(of: latent).map { alignment in
      guard alignment.correlation.isFinite else { return "r ?" }
      let thousandths = Int(
        clamping: alignment.correlation.magnitude * 1000 + 1e-9, to: 0...1000)
      let digits = thousandths == 1000 ? "1.00" : "." + String(1000 + thousandths).dropFirst()
      return "r" + (alignment.correlation < 0 ? "-" : " ") + digits
    }
  }

  /// A value of a latent in the unit that sliders show: its factor's, or the latent's own with a sign.
  func sliderText(_ value: Float, of latent: Int, withUnit: Bool = true) -> String {
    guard look.showsFactors, let factor = factor(of: latent),
      let factorValue = factorValue(of: latent, at: value)
    else { return NumberText.fixed(Double(value), decimals: 2, signed: true) }
    let number = NumberText.fixed(factorValue, decimals: factor.decimals)
    return withUnit && !factor.unit.isEmpty ? "\(number) \(factor.unit)" : number
  }

  /// The two ends of a slider in the unit that sliders show, the smaller first.
  func rangeText(of latent: Int) -> String {
    let range = range(of: latent)
    guard look.showsFactors, let factor = factor(of: latent),
      let lower = factorValue(of: latent, at: range.lowerBound),
      let upper = factorValue(of: latent, at: range.upperBound)
    else {
      return [range.lowerBound, range.upperBound].map { NumberText.compact(Double($0)) }
        .joined(separator: " to ")
    }
    let ends = [min(lower, upper), max(lower, upper)].map {
      NumberText.fixed($0, decimals: factor.decimals)
    }
    return ends.joined(separator: " to ") + (factor.unit.isEmpty ? "" : " \(factor.unit)")
  }
}
