import Diagnostics
import Plotting

/// The two columns of samples behind a cell of a matrix.
struct ScatterPlot {
  /// The values of the latent, along the horizontal axis.
  let across: [Float]
  /// The values of the factor or the other latent, along the vertical axis.
  let up: [Float]
  /// The name and unit of the vertical axis.
  let upName: String
  /// The name of the horizontal axis.
  let acrossName: String

  /// The columns of the selected cell; `nil` without a diagnosis.
  init?(_ state: ExplorerState) {
    guard let diagnosis = state.diagnosis, let shown = state.shownMatrix else { return nil }
    let sample = diagnosis.sample
    across = sample.codes[state.diagnose.latent]
    acrossName = state.label(of: state.diagnose.latent)
    if shown.hasFactorRows {
      let factor = diagnosis.factors[state.diagnose.factor]
      up = sample.factors[state.diagnose.factor]
      upName = factor.name + (factor.unit.isEmpty ? "" : " / \(factor.unit)")
    } else {
      up = sample.codes[state.diagnose.rowLatent]
      upName = state.label(of: state.diagnose.rowLatent)
    }
  }

  /// The smallest and largest values of both columns; an empty range is widened.
  var window: DotCanvas.Window {
    func ends(_ values: [Float]) -> (Double, Double) {
      let (low, high) = (Double(values.min() ?? 0), Double(values.max() ?? 0))
      return low < high ? (low, high) : (low - 0.5, high + 0.5)
    }
    let (x, y) = (ends(across), ends(up))
    return DotCanvas.Window(left: x.0, right: x.1, bottom: y.0, top: y.1)
  }

  /// The least-squares line, up = intercept + slope * across; `nil` where the latent is constant.
  var line: (slope: Double, intercept: Double)? {
    let count = Double(across.count)
    guard count > 0 else { return nil }
    let meanX = across.reduce(0) { $0 + Double($1) } / count
    let meanY = up.reduce(0) { $0 + Double($1) } / count
    var (xx, xy) = (0.0, 0.0)
    for (x, y) in zip(across, up) {
      xx += (Double(x) - meanX) * (Double(x) - meanX)
      xy += (Double(x) - meanX) * (Double(y) - meanY)
    }
    guard xx > 0 else { return nil }
    return (xy / xx, meanY - xy / xx * meanX)
  }
}
