import Plotting

/// Updates the state with one event.
///
/// - Parameters:
///   - state: The state to change.
///   - event: The event.
/// - Returns: The effects to perform, in order.
package func update(_ state: inout ExplorerState, _ event: ExplorerEvent) -> [ExplorerEffect] {
  let effects = state.handle(event)
  return effects + state.pendingWork()
}

extension ExplorerState {
  fileprivate mutating func handle(_ event: ExplorerEvent) -> [ExplorerEffect] {
    switch event {
    case .started: return start()
    case .key(let key): return press(key)
    case .pasted(let text): textField?.paste(text)
    case .resized(let size): self.size = size
    case .logLine(let line): log.append(line)
    case .described(let capabilities, let theme): takeDescription(capabilities, theme)
    case .notice(let line):
      log.append(line)
      message = .notice(line)
    default: return takeAnswer(event)
    }
    return []
  }

  /// What the user has chosen meanwhile stays.
  private mutating func takeDescription(_ capabilities: TerminalCapabilities, _ theme: ThemeChoice)
  {
    if self.capabilities == options.capabilities { self.capabilities = capabilities }
    if self.theme == options.theme { self.theme = theme }
    options.capabilities = capabilities
    options.theme = theme
  }

  private mutating func start() -> [ExplorerEffect] {
    beginAtStart()
    let effects =
      (options.modelPath.map { open(model: $0) } ?? [])
      + (options.dataPath.map { open(data: $0) } ?? [])
    awaitsStartData = options.dataPath != nil
    return effects
  }

  /// Shows the initial screen.
  mutating func beginAtStart() {
    screen = options.start.screen
    options.start.prepare(&self)
  }

  /// Requests everything that the state shows and that was not requested yet, so that edits need not do so.
  fileprivate mutating func pendingWork() -> [ExplorerEffect] {
    var effects = table.screens.flatMap { $0.backgroundWork(&self) }
    let plan = DecodingPlan(latents: latents)
    if model != nil, requested.point != plan {
      requested.point = plan
      effects.append(.decode(request(.decode), latents: latents))
    }
    return effects + screen.pendingWork(&self)
  }
}
