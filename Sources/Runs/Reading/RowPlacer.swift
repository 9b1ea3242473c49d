import Numerics

/// The positions of the rows of one file: their step, from what the file counts, and their time.
///
/// The column that is the step is the one with the best name seen in the file so far. A batch or iteration that
/// restarts in every epoch is offset after the previous epoch; validation rows are placed at the current training
/// step. A row without the step takes that of the row before; in a file without a step, rows are counted.
struct RowPlacer: Sendable {
  /// The state of the rows of one phase and process.
  private struct Group {
    var isHeldOut: Bool
    /// The newest and the first number of the present pass, as in the file.
    var last = -Double.infinity
    var first = -Double.infinity
    /// The smallest and the largest number of the present pass.
    var (lowest, highest) = (-Double.infinity, -Double.infinity)
    /// The number of rows of the present pass.
    var count = 0
    /// The distance of the first two; negative where the numbers count down.
    var stride = 0.0
    var epoch: Int?
    /// How often the numbers returned to their very first, and from which value.
    var falls = (count: 0, end: Double.nan)
    /// What is added to the numbers of the present pass.
    var base = 0.0

    /// The distance of the first number of a pass from the last of the one before: that of its first two numbers.
    var distance: Double { stride != 0 ? abs(stride) : max(last, 1) }

    init(isHeldOut: Bool) { self.isHeldOut = isHeldOut }

    /// Whether the first number of an epoch lies nearer to the first of the previous epoch than to its last, so that
    /// the numbers restart; a step of the run continues where the previous epoch ended, or a little before.
    func beginsAgain(at value: Double) -> Bool {
      value <= first || value < highest && value - first < highest - value
    }
  }

  private struct Counter {
    var rank: Int
    var value: Double
    var column: Int
  }

  /// Larger values and NaN are not counts.
  private static let limit = 1e30

  /// How often the step restarted at its first value, as that of a pass does, without an epoch column.
  private(set) var passCount = 0
  /// Whether the step counts the rows of a pass, whatever its name says.
  var countsPasses = false
  /// Whether the step repeatedly returned to its very first value from the same last one, as in passes.
  private(set) var seemsToCountPasses = false
  /// Whether the epoch is the step where there is no finer one.
  var countsEpochs = true
  private var bestRank = Int.max
  private var hasEpochs = false
  private var rowCount = 0
  /// The step of the row before.
  private var step = 0.0
  private var counter: Counter?
  private var epoch: Counter?
  private var time = Double.nan
  private var groups: [Group] = []
  private var axis = EpochAxis()

  /// Resets the counts of returns, because other columns follow.
  mutating func beginSession() {
    for group in groups.indices { groups[group].falls = (0, .nan) }
  }

  /// Begins a row.
  mutating func begin() { (counter, epoch, time) = (nil, nil, .nan) }

  /// The wall time of the row, unix seconds.
  mutating func see(time seconds: Double) { time = seconds }

  /// A number that counts steps.
  mutating func see(step value: Double, rank: Int, column: Int) {
    guard abs(value) <= Self.limit, rank < counter?.rank ?? Int.max else { return }
    counter = Counter(rank: rank, value: value, column: column)
  }

  /// A number that counts epochs.
  mutating func see(epoch value: Double, column: Int) {
    guard abs(value) <= Self.limit, epoch == nil else { return }
    epoch = Counter(rank: 0, value: value, column: column)
  }

  /// Adds a group of rows, of a phase and process.
  ///
  /// - Parameter isHeldOut: Whether its rows are about held-out samples.
  mutating func addGroup(isHeldOut: Bool) { groups.append(Group(isHeldOut: isHeldOut)) }

  /// Ends a row.
  ///
  /// - Parameter group: Which rows it belongs to, in the order in which the groups were added.
  /// - Returns: The position of the row.
  mutating func finish(group: Int) -> RowPlace {
    defer { rowCount += 1 }
    if epoch != nil { hasEpochs = true }
    if let counter { bestRank = min(bestRank, counter.rank) }
    let known = counter.flatMap { $0.rank == bestRank ? $0 : nil }
    var column: Int?
    if hasEpochs, countsEpochs, bestRank == .max || ColumnRole.isUncertain(bestRank) {
      step = epoch?.value ?? step
      column = epoch?.column
    } else if bestRank == .max {
      step = Double(rowCount)
    } else if let known {
      var rows = groups[group]
      step = place(known, &rows)
      groups[group] = rows
      column = known.column
    }
    return RowPlace(step: step, time: time, column: column, rank: column == nil ? nil : bestRank)
  }

  private mutating func place(_ counter: Counter, _ group: inout Group) -> Double {
    guard let epoch else { return placeWithoutEpoch(counter, &group) }
    let number = Self.whole(epoch.value)
    if group.isHeldOut, let span = axis.span(of: number) {
      let isCommon = !axis.beginsAgain && !ColumnRole.countsBatches(counter.rank)
      if !isCommon || !span.holds(counter.value) { return span.last }
    }
    if group.epoch != number { enter(number, counter, &group) }
    count(counter.value, &group)
    let step = counter.value + group.base
    if !group.isHeldOut { axis.extend(number, base: group.base, to: step) }
    return step
  }

  /// Begins an epoch of a group, after the one before where the numbers restart.
  private mutating func enter(_ number: Int, _ counter: Counter, _ group: inout Group) {
    if let span = axis.span(of: number) {
      group.base = span.base
    } else if let before = group.epoch, number > before,
      axis.beginsAgain || group.beginsAgain(at: counter.value)
        || ColumnRole.countsBatches(counter.rank) && counter.value <= group.highest
    {
      axis.beginsAgain = true
      let end = axis.span(of: before)?.last ?? group.highest + group.base
      // Numbers that count down begin at their largest.
      let start = group.stride < 0 ? counter.value - group.highest + group.lowest : counter.value
      group.base = end + group.distance - start
    }
    (group.epoch, group.count) = (number, 0)
  }

  private mutating func placeWithoutEpoch(_ counter: Counter, _ group: inout Group) -> Double {
    // Some loggers give the epoch as the step of a validation.
    if hasEpochs, let span = axis.newest, Self.whole(counter.value) == span.epoch,
      counter.value < span.span.last
    {
      return span.span.last
    }
    if !countsPasses, !hasEpochs, ColumnRole.mayCountPasses(counter.rank),
      counter.value == group.first, counter.value < group.last
    {
      seemsToCountPasses = group.falls.count > 0 && group.falls.end == group.last
      group.falls = (group.falls.count + 1, group.last)
    }
    if countsPasses || ColumnRole.countsBatches(counter.rank), !hasEpochs,
      counter.value < group.last,
      counter.value <= group.first, group.highest > group.first
    {
      passCount += 1
      group.base += group.last + group.distance - counter.value
      group.count = 0
    }
    count(counter.value, &group)
    return counter.value + group.base
  }

  /// An epoch as a whole number.
  private static func whole(_ epoch: Double) -> Int {
    Int(clamping: epoch.rounded(.down), to: -1 << 53...1 << 53)
  }

  private func count(_ value: Double, _ group: inout Group) {
    if group.count == 0 { (group.first, group.lowest, group.highest) = (value, value, value) }
    if group.count == 1, value != group.last { group.stride = value - group.last }
    group.lowest = min(group.lowest, value)
    group.highest = max(group.highest, value)
    group.last = value
    group.count += 1
  }
}
