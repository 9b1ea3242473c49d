import Diagnostics

extension DiagnoseCommands {
  /// The commands that choose what is shown of a diagnosis.
  static let views: [Command] = [
    view(
      "diagnose.scatter", "scatter plot of the cell", [KeyPress(.enter)], hint: "scatter",
      why:
        "One dot per sample, the latent on the x axis and the factor on the y axis, with a least-squares line."
    ) { state, _ in state.overlays.append(ScatterState()) },
    Command(
      "diagnose.matrix", "another matrix", scope: .diagnose, keys: [.character("m")],
      hint: "matrix",
      why: "Mutual information, correlations, power correlations, and covariances of the latents.",
      argument: .choice(of: DiagnosisMatrix.self),
      unavailable: needsDiagnosis, run: { state, text in chooseMatrix(text, &state) }),
    view(
      "diagnose.normalize", "the other normalisation", [.character("n")], hint: "norm",
      why:
        "Mutual information in nats or as a fraction of the factor's entropy; covariance or correlation.",
      unavailable: { state in
        guard let shown = state.shownMatrix else { return "nothing was measured yet" }
        return shown.otherNormalization == nil ? "\(shown.title) has one form only" : nil
      }
    ) { state, _ in
      if let other = state.shownMatrix?.otherNormalization { state.diagnose.matrix = other }
    },
    view.choice(
      "diagnose.sort", "order of the latents", [.character("s")], hint: "sort",
      why:
        "By divergence (by variance without a prior), by index, or with each factor's own latent on the diagonal.",
      of: \.diagnose.order
    ) { "latents by \($0.diagnosedOrder)" },
    view(
      "diagnose.definitions", "definitions", [.character("g")], hint: "formulas",
      why:
        "The formula, unit and paper of every metric, with its value or the reason why there is none.",
      unavailable: { _ in nil }
    ) { state, _ in state.overlays.append(DefinitionsState()) },
  ]

  private static func chooseMatrix(_ text: String, _ state: inout ExplorerState) -> [ExplorerEffect]
  {
    guard let shown = state.shownMatrix, let available = state.diagnosis?.availableMatrices else {
      return []
    }
    guard let wanted = Command.choice(text, after: shown, &state) else { return [] }
    guard !text.isEmpty else {
      let place = available.firstIndex(of: shown) ?? 0
      state.diagnose.matrix = available[(place + 1) % available.count]
      return []
    }
    if available.contains(wanted) {
      state.diagnose.matrix = wanted
    } else {
      state.message = .failed("\(wanted.title): not available for these samples")
    }
    return []
  }
}
