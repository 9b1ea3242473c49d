/// Where a command's keys work.
enum CommandScope: String, Sendable, CaseIterable {
  /// Everywhere, unless something in front uses the key.
  case global
  /// The Explore screen.
  case explore
  /// The sweep strip while it has the focus.
  case sweep
  /// While the sliders walk from A to B.
  case interpolation
  /// The Map screen.
  case map
  /// While the points of a map are made.
  case mapping
  /// While a box or a lasso is drawn on the map.
  case mapArea
  /// After `z` on the map.
  case mapZoom
  /// After `c` on the map.
  case mapColor
  /// The list of columns of the map.
  case columns
  /// The Train screen.
  case train
  /// While this process trains.
  case training
  /// The list of charts.
  case charts
  /// The list of alerts.
  case alerts
  /// The Diagnose screen.
  case diagnose
  /// While a model is measured.
  case diagnosing
  /// The Anomaly screen.
  case anomaly
  /// While the values of a set's factors are shown.
  case anomalyGroups
  /// While anomalous samples are compared with normal ones.
  case comparing
  /// The scatter plot of two columns.
  case scatter
  /// The definitions of the metrics.
  case definitions
  /// The pixel inspector.
  case inspector
  /// The sample picker.
  case samples
  /// The log.
  case log
  /// The help.
  case help
  /// The command palette.
  case palette
  /// The field for a value.
  case value

  /// The heading in the help.
  var title: String {
    switch self {
    case .global: "global"
    case .explore: "Explore"
    case .sweep: "sweep strip"
    case .interpolation: "interpolation"
    case .map: "Map"
    case .mapping: "mapping"
    case .mapArea: "box and lasso"
    case .mapZoom: "after z"
    case .mapColor: "after c"
    case .columns: "list of columns"
    case .train: "Train"
    case .training: "training"
    case .charts: "list of charts"
    case .alerts: "list of alerts"
    case .diagnose: "Diagnose"
    case .diagnosing: "measuring"
    case .anomaly: "Anomaly"
    case .anomalyGroups: "values of factors"
    case .comparing: "comparing"
    case .scatter: "scatter plot"
    case .definitions: "definitions"
    case .inspector: "pixel inspector"
    case .samples: "sample picker"
    case .log: "log"
    case .help: "help"
    case .palette: "palette"
    case .value: "value"
    }
  }

  /// Whether characters are text here and not commands.
  var takesText: Bool { [.help, .palette, .value, .columns, .charts].contains(self) }
}
