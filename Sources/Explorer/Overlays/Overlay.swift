/// Something that lies over the screen and takes the keys.
enum Overlay: Sendable {
  /// The help.
  case help(HelpState)
  /// The command palette.
  case palette(PaletteState)
  /// The pixel inspector.
  case inspector(InspectorState)
  /// The sample picker.
  case samples(SamplesState)
  /// The log.
  case log(LogState)
  /// The field for a value.
  case value(ValueState)
  /// The scatter plot of a cell of the Diagnose screen.
  case scatter
  /// The list of columns of the map.
  case columns(ColumnsState)
  /// The list of charts of the Train screen.
  case charts(ChartsState)
  /// What should be looked at in the runs.
  case alerts(AlertsState)
  /// What the metrics of the Diagnose screen are.
  case definitions(DefinitionsState)

  /// Where its keys are looked up.
  var scope: CommandScope {
    switch self {
    case .help: .help
    case .palette: .palette
    case .inspector: .inspector
    case .samples: .samples
    case .log: .log
    case .value: .value
    case .scatter: .scatter
    case .columns: .columns
    case .charts: .charts
    case .alerts: .alerts
    case .definitions: .definitions
    }
  }
}

extension ExplorerState {
  /// The scopes whose keys work, the frontmost first.
  var scopes: [CommandScope] { scopes(under: overlays[...]) }

  /// The scopes whose keys would work if the topmost overlay were closed.
  var scopesBelowOverlay: [CommandScope] { scopes(under: overlays.dropLast()) }

  /// The scopes whose keys work when some overlays lie over the screen.
  func scopes(under overlays: ArraySlice<Overlay>) -> [CommandScope] {
    let everywhere: [CommandScope] = train.isTraining ? [.training, .global] : [.global]
    let screenScopes = screen.scopes(self) + everywhere
    switch overlays.last {
    case nil: return screenScopes
    case .inspector: return [.inspector] + screenScopes
    case .some(let overlay): return [overlay.scope] + everywhere
    }
  }

  /// Closes the topmost overlay.
  mutating func closeOverlay() {
    _ = overlays.popLast()
  }

  /// The text field that characters go to, if the topmost overlay has one.
  var textField: TextField? {
    get {
      switch overlays.last {
      case .help(let help): help.filter
      case .palette(let palette): palette.field
      case .value(let value): value.field
      case .columns(let columns): columns.field
      case .charts(let charts): charts.field
      default: nil
      }
    }
    set {
      guard let field = newValue, let overlay = overlays.popLast() else { return }
      switch overlay {
      case .help(let help): overlays.append(.help(help.filtered(by: field)))
      case .palette(let palette): overlays.append(.palette(palette.edited(to: field)))
      case .value(let value): overlays.append(.value(value.edited(to: field)))
      case .columns(let columns): overlays.append(.columns(columns.edited(to: field)))
      case .charts(let charts): overlays.append(.charts(charts.edited(to: field)))
      default: overlays.append(overlay)
      }
    }
  }
}
