import Numerics
import Datasets
import Models
import Plotting

extension ExplorerState {
  /// What a latent carries; `nil` without a model.
  func role(of latent: Int) -> LatentRole? {
    guard let roles = model?.roles, roles.indices.contains(latent) else { return nil }
    return roles[latent]
  }

  /// The line from a latent to the factor that it carries; `nil` where it carries none, or the line is not known.
  func alignment(of latent: Int) -> LatentAlignment? { role(of: latent)?.alignment }

  /// The factor in whose unit a latent can move.
  func factor(of latent: Int) -> Factor? {
    alignment(of: latent).flatMap { model?.data.factors[$0.factor] }
  }

  /// The value of a latent's factor on the regression line, at the slider or at another value of the latent.
  func factorValue(of latent: Int, at value: Float? = nil) -> Double? {
    alignment(of: latent)?.factorValue(at: Double(value ?? latents[latent]))
  }

  /// The latent that follows a factor; of several the one with the largest correlation in magnitude.
  func latent(following factor: Int) -> Int? {
    latents.indices.filter { alignment(of: $0)?.factor == factor }.max {
      (alignment(of: $0)?.correlation.magnitude ?? 0)
        < (alignment(of: $1)?.correlation.magnitude ?? 0)
    }
  }

  /// The known factors of the encoded sample; `nil` when any is unknown.
  var knownFactors: [Double]? {
    guard let factors = source?.encoded.factors, let model,
      factors.count == model.data.factors.count, factors.allSatisfy(\.isFinite)
    else { return nil }
    return factors.map(Double.init)
  }

  /// Whether a latent is tied to a known factor.
  func isAuxiliary(_ latent: Int) -> Bool { latent < model?.tiedCount ?? 0 }

  /// The shortest name of a latent: that of its selector, the factor that it is named after, or its index with what it follows.
  func name(of latent: Int) -> String {
    selector(of: latent)?.name ?? role(of: latent)?.name ?? "z\(latent)"
  }

  /// The name of a latent in lists: its index, and the factor that it follows where that is known.
  func label(of latent: Int) -> String {
    selector(of: latent)?.name ?? role(of: latent)?.label ?? "z\(latent)"
  }

  /// The whole name of a latent: its index, and how it stands to the factor that it is tied to or follows.
  func title(of latent: Int) -> String {
    selector(of: latent)?.name ?? role(of: latent)?.title ?? "z\(latent)"
  }

  /// The largest correlation of a latent that is tied to a factor or carries one, as `r .991`.
  func correlationText(of latent: Int) -> String? {
    guard selector(of: latent) == nil, let role = role(of: latent), let strongest = role.strongest,
      role.tied != nil || role.carried != nil
    else { return nil }
    let text = LatentRole.text(of: strongest.correlation, decimals: 3)
    return text.hasPrefix("-") ? "r" + text : "r " + text
  }

  /// A value of a latent as sliders show it: in the unit of its factor, or the latent's own with a sign; the name of a selector's choice.
  func sliderText(_ value: Float, of latent: Int, withUnit: Bool = true) -> String {
    if let selector = selector(of: latent) {
      return selector.choices[Int(clamping: value, to: 0...selector.choices.count - 1)]
    }
    guard look.showsFactors, let factor = factor(of: latent),
      let factorValue = factorValue(of: latent, at: value)
    else { return NumberText.fixed(Double(value), decimals: 2, signed: true) }
    let number = NumberText.fixed(factorValue, decimals: factor.decimals)
    return withUnit && !factor.unit.isEmpty ? "\(number) \(factor.unit)" : number
  }

  /// The two ends of a slider's range as sliders show them, the smaller first.
  func rangeText(of latent: Int) -> String {
    if let selector = selector(of: latent) { return "\(selector.choices.count) choices" }
    let range = reach(of: latent)
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
