/// Turns the rows of one file into points of series: used by every decoder of rows, whatever the format.
///
/// Columns are registered once, by name; then every row is begun, its numbers and texts are given by column, and it
/// is ended, which adds its figures to the log. ``ColumnRole`` determines what the names of columns mean.
struct LogRows: Sendable {
  struct Column {
    var name: String
    /// Its index among the columns whose texts could not be read.
    var unread: Int?
    /// The step and group of its newest figure, while it is undecided what the step is.
    var newest = (step: Double.nan, group: -1)
  }

  /// The file.
  let file: String
  /// The line of the row, from 1; where rows are not lines, its number.
  var line = 0
  var columns: [Column] = []
  var roles: [ColumnRole] = []
  private var numbers: [String: Int] = [:]
  var figures: [(column: Int, value: Double)] = []
  var placer = RowPlacer()
  private var groups = RowGroups()
  /// The series of every column for each group: its index, or one of the two below.
  private var series: [[Int]] = []
  private var placeCount = 0
  private var writer: SeriesWriter?
  private var trial = StepTrial()
  var denied: [DeniedStep] = []
  /// The column of the seed, with its newest value.
  var seed: (column: Int, value: Double)?
  var newestStep = -Double.infinity
  private var valueColumn: Int?
  private var nextRowNumber = 0.0
  /// The rows so far, and the columns of the first.
  var (rowCount, firstColumnCount) = (0, 0)
  /// The indices of the columns of earlier sessions among those whose texts could not be read.
  private var known: [String: Int] = [:]

  /// The most entries for series of all groups together; figures beyond are refused.
  private static let placeLimit = 1 << 21
  private static let unknown = -1
  private static let refused = -2

  /// The meaning of a repeated step.
  private let repetition: SeriesWriter.Repetition

  init(file: String, repetition: SeriesWriter.Repetition = .restart) {
    (self.file, self.repetition) = (file, repetition)
  }

  /// The number of columns.
  var columnCount: Int { columns.count }

  /// Registers a column.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - log: The log that receives the rows.
  /// - Returns: Its number; columns are counted from 0.
  @discardableResult
  mutating func addColumn(_ name: String, _ log: RunLog) -> Int {
    var role = ColumnRole(name: name)
    switch log.finding(of: name, in: file) {
    case .noStep where role == .epoch: placer.countsEpochs = false
    case .noStep:
      if case .step(let rank) = role, !ColumnRole.isUncertain(rank) {
        denied.append(DeniedStep(column: columns.count))
      }
      role = .value
    case .total: role = .value
    case .passes: placer.countsPasses = true
    case .splits: role = .run
    case .step: break
    case nil:
      if ColumnRole.isSeed(name) { seed = (columns.count, .nan) }
      if name.lowercased() == "value" { valueColumn = columns.count }
    }
    return add(name, role)
  }

  /// Registers a column that numbers the rows.
  mutating func addRowNumber(_ name: String) { add(name, .rowNumber) }

  /// Registers a column that is a figure whatever its name.
  mutating func addFigure(_ name: String) -> Int { add(name, .value) }

  @discardableResult
  private mutating func add(_ name: String, _ role: ColumnRole) -> Int {
    columns.append(Column(name: name))
    roles.append(role)
    return columns.count - 1
  }

  /// The index of the column of a name, which is registered when it is new.
  mutating func column(named name: String, _ log: RunLog) -> Int {
    if let number = numbers[name] { return number }
    let number = addColumn(name, log)
    numbers[name] = number
    return number
  }

  /// Discards the columns, because others follow; what is repeated from here on is a restarted run.
  mutating func beginSession() {
    (columns, roles, numbers, writer) = ([], [], [:], nil)
    series = series.map { _ in [] }
    placeCount = 0
    (denied, seed, valueColumn, nextRowNumber) = ([], nil, nil, 0)
    placer.beginSession()
  }

  /// Begins a row.
  mutating func begin() {
    figures.removeAll(keepingCapacity: true)
    placer.begin()
    groups.begin()
  }

  /// A number of the row.
  @inline(__always)
  mutating func see(_ column: Int, _ value: Double) {
    // Nearly all numbers are figures.
    guard case .value = roles[column] else { return seeMeaning(of: column, value) }
    figures.append((column, value))
  }

  /// A number of a column that is not a figure by its name.
  private mutating func seeMeaning(of column: Int, _ value: Double) {
    switch roles[column] {
    case .value, .phase, .quantity: break
    case .rowNumber:
      if value >= nextRowNumber, value == value.rounded() {
        nextRowNumber = value + 1
        return
      }
    case .step(let rank): placer.see(step: value, rank: rank, column: column)
    case .epoch: placer.see(epoch: value, column: column)
    case .time:
      if let seconds = unixSeconds(value) { return placer.see(time: seconds) }
    case .worker(let rank):
      if groups.see(worker: value, rank: rank, name: columns[column].name) { return }
    }
    figures.append((column, value))
  }

  /// A text of the row: the name of a group of rows, or else something that cannot be read.
  mutating func see(_ column: Int, text: UnsafeBufferPointer<UInt8>, into log: inout RunLog) {
    switch roles[column] {
    case .phase where groups.see(phase: text): break
    case .quantity where valueColumn != nil && groups.see(quantity: text): break
    case .worker(let rank) where groups.see(worker: text, rank: rank, name: columns[column].name):
      break
    default: addUnread(column, text, &log)
    }
  }

  /// Ends a row: adds its figures to the log.
  mutating func end(into log: inout RunLog) {
    log.rowCount += 1
    guard let group = groups.number() else { return refuseRow(&log) }
    while series.count < groups.count {
      placer.addGroup(isHeldOut: SeriesNaming.isHeldOut(groups.prefix(series.count)))
      series.append([])
    }
    let passes = placer.passCount
    let place = placer.finish(group: group)
    if placer.passCount > passes { log.notes.add(.passBegan, file: file, offset: line) }
    if !trial.isOver { judge(place, group, &log) }
    if rowCount < 2 || !denied.isEmpty || seed != nil || placer.seemsToCountPasses {
      lookBehindNames(place, &log)
    }
    rowCount += 1
    let writer = self.writer ?? log.series.newWriter(repetition)
    self.writer = writer
    if series[group].count < columns.count, !growSeries(of: group) {
      return refuseRow(&log)
    }
    let step = place.column ?? -1
    for (column, value) in figures where column != step {
      var index = series[group][column]
      if index == Self.unknown { index = resolve(column, group, &log) }
      log.series.append(
        index >= 0 ? index : nil, step: place.step, time: place.time, value: value, by: writer)
    }
  }

  /// Counts the figures of a row whose phase or process is beyond the limit.
  private func refuseRow(_ log: inout RunLog) {
    log.series.refuse(figures.count { !roles[$0.column].isStep }, tooLong: 0)
  }

  /// Adds entries for the series of all columns; `false` beyond the limit.
  private mutating func growSeries(of group: Int) -> Bool {
    let missing = columns.count - series[group].count
    guard group == 0 || placeCount + missing <= Self.placeLimit else { return false }
    placeCount += missing
    series[group] += repeatElement(Self.unknown, count: missing)
    return true
  }

  private mutating func resolve(_ column: Int, _ group: Int, _ log: inout RunLog) -> Int {
    let prefix = groups.prefix(group)
    let isNamed = column == valueColumn && groups.isNamed(group)
    let name =
      isNamed
      ? prefix : prefix.isEmpty ? columns[column].name : "\(prefix)/\(columns[column].name)"
    let process = log.series.process(named: groups.worker(group))
    let index = log.series.index(of: name, process: process) ?? Self.refused
    series[group][column] = index
    if let unread = columns[column].unread { log.unread.hasNumbers(unread) }
    return index
  }

  private mutating func addUnread(
    _ column: Int, _ text: UnsafeBufferPointer<UInt8>, _ log: inout RunLog
  ) {
    if let unread = columns[column].unread ?? known[columns[column].name] {
      columns[column].unread = unread
      log.unread.count(unread)
      return
    }
    let isMixed = roles[column].isStep || series.contains { column < $0.count && $0[column] >= 0 }
    columns[column].unread = log.unread.add(
      file: file, column: columns[column].name, line: line, text: text, hasNumbers: isMixed)
    known[columns[column].name] = columns[column].unread
  }

  /// Checks whether the step counts anything; where it does not, the log is read again without it.
  private mutating func judge(_ place: RowPlace, _ group: Int, _ log: inout RunLog) {
    guard let step = place.column, let rank = place.rank,
      let first = figures.first(where: { $0.column != step })?.column
    else { return }
    let newest = columns[first].newest
    columns[first].newest = (place.step, group)
    guard newest.group == group else { return }
    let isUncertain = roles[step] != .epoch && ColumnRole.isUncertain(rank)
    switch trial.see(place.step, after: newest.step, isUncertain: isUncertain) {
    case .counts, .open: break
    case .doesNotCount: log.find(.noStep, of: columns[step].name, in: file)
    }
  }
}
