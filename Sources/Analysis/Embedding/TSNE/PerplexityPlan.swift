/// The perplexity and number of neighbours that a number of points allows.
struct PerplexityPlan {
  let perplexity: Double
  let neighborCount: Int
  /// What was changed, in words.
  let adjustments: [String]

  init(perplexity wanted: Double, pointCount: Int) {
    precondition(wanted >= 1 && wanted.isFinite, "PerplexityPlan: perplexity \(wanted)")
    let others = max(pointCount - 1, 0)
    let largest = max(1, Double(others) / 3)
    perplexity = min(wanted, largest)
    neighborCount = min(others, Int((3 * perplexity).rounded(.up)))
    adjustments =
      perplexity == wanted || pointCount == 0
      ? []
      : [
        "perplexity \(wanted) needs \(Int((3 * wanted).rounded(.up)) + 1) points; "
          + "with \(pointCount) it was lowered to \((perplexity * 100).rounded() / 100)"
      ]
  }
}
