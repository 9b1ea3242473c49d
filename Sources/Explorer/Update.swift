/// Carries the state over one event.
///
/// - Parameters:
///   - state: The state to change.
///   - event: What happened.
/// - Returns: What the world is asked to do, in order.
public func update(_ state: inout ExplorerState, _ event: ExplorerEvent) -> [ExplorerEffect] {
  switch event {
  case .started:
    return [.open(state.request(.open), path: state.options.modelPath)]
  case .opened(let token, let model):
    if state.accepts(token, for: .open) { state.model = model }
    return []
  default:
    return []
  }
}
