import Models

/// Reasons for unavailability that several commands share.
enum Conditions {
  static let needsModel: Command.Condition = { $0.model == nil ? "open a model first" : nil }
  static let needsPicture: Command.Condition = {
    $0.decoded == nil ? "nothing is decoded yet" : nil
  }
  /// Requires a model with optional parts.
  static func needs(_ parts: [ModelPart]) -> Command.Condition {
    { state in
      guard let model = state.model else { return "open a model first" }
      return model.lack(of: parts)
    }
  }
  static let needsSource: Command.Condition = {
    $0.source == nil ? "encode a sample first (s)" : nil
  }
  static let needsSamples: Command.Condition = { state in
    guard let model = state.model else { return "open a model first" }
    if let lack = model.lack(of: [.encoder]) { return lack }
    return (model.gallery?.count ?? 0) + (state.data?.count ?? 0) == 0
      ? "the model has no samples; open a data set (data FILE)" : nil
  }
}
