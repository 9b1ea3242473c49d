import Datasets
import Plotting
import Tensors

/// The elements of a sample as bars, with marks for comparison.
struct BarView {
  /// What is shown, in a few words.
  let name: String
  /// The bars.
  let chart: BarChart
  /// The value of a full bar, from the longest text to the shortest.
  let scale: [String]

  /// The bars of the selected comparison.
  init(_ state: ExplorerState, _ depiction: BarDepiction) {
    let source = state.source.map { ("source", $0.encoded.sample) }
    switch state.explore.comparison {
    case .side: self.init("decoded", state.decoded?.sample, beside: source, state)
    case .decoded, .density, .particles, .matrices:
      self.init("decoded", state.decoded?.sample, beside: nil, state)
    case .source:
      self.init(
        source?.0 ?? "decoded", source?.1 ?? state.decoded?.sample, beside: nil, state)
    case .residual: self.init("residual", state.residual, state)
    case .simulator:
      self.init(
        "decoded", state.decoded?.sample,
        beside: (state.simulation?.sample).map { ("simulator", $0.sample) }, state)
    case .difference: self.init("difference", state.simulatorDifference, state)
    case .sensitivity:
      let picture = state.explore.sensitivity
      self.init(
        picture.map { "d decoded / d \(state.label(of: $0.plan.latent))" } ?? "sensitivity",
        picture?.derivative, state)
    }
  }

  /// The bars of the inspector's subject with the values of all samples.
  init(inspected inspector: InspectorState, _ state: ExplorerState) {
    let subjects = state.inspectable
    let samples = subjects.compactMap { state.inspected($0) }
    let subject = state.inspected(inspector.subject) == nil ? .decoded : inspector.subject
    let isSigned = subject == .residual || subject == .difference
    let look = state.sampleLook
    let sample = state.inspected(subject)
    let limits = isSigned ? Self.shares(sample, look.scale.limits).limits : look.scale.limits
    name = subject.rawValue
    scale = isSigned ? Self.signedWords(sample, look) : Self.words(look)
    chart = Self.chart(
      sample, limits: limits, numbers: samples, reference: nil, titles: subjects.map(\.rawValue),
      look.data)
  }

  private init(
    _ name: String, _ sample: Tensor?, beside reference: (name: String, sample: Tensor)?,
    _ state: ExplorerState
  ) {
    let look = state.sampleLook
    self.name = name + (reference.map { " | \($0.name)" } ?? "")
    scale = Self.words(look)
    chart = Self.chart(
      sample, limits: look.scale.limits, numbers: [sample, reference?.sample].compactMap(\.self),
      reference: reference?.sample, titles: [name] + (reference.map { [$0.name] } ?? []), look.data)
  }

  /// Values about zero, the largest of which fills its bar.
  private init(_ name: String, _ sample: Tensor?, _ state: ExplorerState) {
    let look = state.sampleLook
    self.name = name
    scale = Self.signedWords(sample, look)
    chart = Self.chart(
      sample, limits: Self.shares(sample, look.scale.limits).limits,
      numbers: [sample].compactMap(\.self), reference: nil, titles: [name], look.data)
  }

  /// A single sample; tiles have no numbers, as these would fit beside some bars and not beside others.
  static func chart(_ sample: Tensor, _ look: SampleLook) -> BarChart {
    var chart = chart(
      sample, limits: look.scale.limits, numbers: look.isTile ? [] : [sample], reference: nil,
      titles: [], look.data)
    chart.leavesRoomForNegative = look.isTile && look.scale.hasNegative
    return chart
  }

  /// Elements as shares of the magnitudes of full bars.
  static func lengths(_ sample: Tensor, _ limits: [Float]) -> [Float] {
    zip(sample.elements, limits).map {
      $1 > 0 ? $0 / $1 : ($0 == 0 ? 0 : $0.isNaN ? .nan : $0.sign == .minus ? -1 : 1)
    }
  }

  private static func chart(
    _ sample: Tensor?, limits: [Float], numbers: [Tensor], reference: Tensor?, titles: [String],
    _ data: DataDescription
  ) -> BarChart {
    guard let sample, limits.count == sample.count else { return BarChart([]) }
    let lengths = lengths(sample, limits)
    let references = reference.map { Self.lengths($0, limits) }
    let names = names(data)
    return BarChart(
      lengths.indices.map { index in
        BarChart.Bar(
          names[index],
          numbers: numbers.map {
            index < $0.count ? NumberText.compact(Double($0.elements[index]), digits: 4) : ""
          },
          length: lengths[index],
          reference: references.flatMap { index < $0.count ? $0[index] : nil })
      }, titles: titles)
  }

  /// The names with their units, where those differ.
  private static func names(_ data: DataDescription) -> [String] {
    let units = data.features.map(\.unit)
    guard Set(units).count > 1 else { return data.elementNames }
    return zip(data.features, units).map { $1.isEmpty ? $0.name : "\($0.name) \($1)" }
  }

  /// Limits about zero at which the largest element, relative to its own scale, fills its bar; and that
  /// relative size.
  private static func shares(_ sample: Tensor?, _ limits: [Float]) -> (
    limits: [Float], share: Float
  ) {
    guard let sample else { return (limits, 1) }
    let share = lengths(sample, limits).filter(\.isFinite).map(\.magnitude).max() ?? 0
    return share > 0 ? (limits.map { $0 * share }, share) : (limits, 1)
  }

  private static func words(_ look: SampleLook) -> [String] {
    let limits = look.scale.limits
    guard let limit = sharedLimit(limits) else {
      return [
        "each bar relative to its own largest magnitude, gallery included",
        "each bar on its own scale",
        "own scales",
      ]
    }
    let text = NumberText.compact(Double(limit))
    return ["all bars on one scale, full at \(text)", "full bar \(text)"]
  }

  private static func signedWords(_ sample: Tensor?, _ look: SampleLook) -> [String] {
    let share = shares(sample, look.scale.limits).share
    guard let limit = sharedLimit(look.scale.limits) else {
      let text = NumberText.compact(Double(share) * 100, digits: 2) + "%"
      return ["a full bar is \(text) of each one's own scale", "full bar \(text) of own scale"]
    }
    return ["full bar \(NumberText.compact(Double(share * limit)))"]
  }

  private static func sharedLimit(_ limits: [Float]) -> Float? {
    limits.first.flatMap { first in limits.allSatisfy { $0 == first } ? first : nil }
  }
}

extension Ink {
  /// The style of bar charts.
  var bars: BarChart.Look {
    BarChart.Look(text: text, axis: faint, bar: accent, reference: source, chosen: chosen)
  }
}
