/// How far the terminal is behind what was sent to it, so that a slow connection shows the newest state and
/// not a backlog of old ones.
///
/// Neither a network nor the kernel reports how many bytes are in flight. So a status query follows every frame,
/// and the next frame is only sent while few queries are unanswered: one as long as answers take longer than the
/// connection's own delay, more on a connection of high latency and sufficient bandwidth. A pending answer that is
/// already late holds the next frame back in the same way as one that arrived late.
struct LineFlow {
  private struct Request {
    let time: ContinuousClock.Instant
    let patience: Duration
  }

  /// A connection is slow for what is sent if an answer takes this much longer than the shortest one.
  private static let slowDelay = Duration.milliseconds(200)
  /// Frames in flight at high latency: thirty per second at a delay of a quarter of a second.
  private static let mostFrames = 8
  /// An answer that takes this much longer than the shortest one was queued behind other bytes.
  private static let queueingDelay = Duration.milliseconds(30)
  /// Bytes per second of the slowest connection that is waited for, 9600 baud.
  private static let slowestRate = 960.0
  /// No answer is waited for longer, so that one that is lost costs little.
  private static let longestPatience = Duration.seconds(10)
  /// After this many frames in a row without an answer none is expected.
  private static let mostLost = 2

  /// Whether the terminal has answered.
  private(set) var isAnswering = false
  private var requests: [Request] = []
  private var window = 1
  private var shortestDelay = Duration.seconds(10)
  private var lostCount = 0
  /// Whether the last answer shows that the connection is slow for what is sent.
  private(set) var isSlow = false

  /// The number of unanswered queries.
  var unansweredCount: Int { requests.count }

  /// Whether an answer can be expected.
  var isWorthAsking: Bool { lostCount < Self.mostLost }

  /// Whether another frame would still be the newest one when it is shown.
  func hasRoom(at now: ContinuousClock.Instant) -> Bool {
    guard isAnswering, let oldest = requests.first else { return true }
    let age = oldest.time.duration(to: now)
    return requests.count < window && age <= shortestDelay + Self.queueingDelay
  }

  /// When the oldest query is given up, `nil` when there is none.
  var deadline: ContinuousClock.Instant? { requests.first.map { $0.time + $0.patience } }

  /// Notes that a query was sent.
  ///
  /// - Parameters:
  ///   - byteCount: The bytes that were sent before it since the last one.
  ///   - now: The time.
  mutating func ask(after byteCount: Int, at now: ContinuousClock.Instant) {
    let travel = Duration.seconds(2) + .seconds(Double(byteCount) / Self.slowestRate)
    requests.append(Request(time: now, patience: min(travel, Self.longestPatience)))
  }

  /// Notes an answer, the first of which shows that the terminal answers.
  mutating func answer(at now: ContinuousClock.Instant) {
    guard !requests.isEmpty else { return }
    let delay = requests.removeFirst().time.duration(to: now)
    isAnswering = true
    lostCount = 0
    shortestDelay = min(shortestDelay, delay)
    isSlow = delay > shortestDelay + Self.slowDelay
    window = delay > shortestDelay + Self.queueingDelay ? 1 : min(window + 1, Self.mostFrames)
  }

  /// Gives up queries that have timed out.
  mutating func expire(at now: ContinuousClock.Instant) {
    guard let deadline, deadline <= now else { return }
    forget()
    lostCount += 1
    if lostCount >= Self.mostLost { isAnswering = false }
  }

  /// Discards unanswered queries, for example because the answers went to another program.
  mutating func forget() {
    requests.removeAll(keepingCapacity: true)
    window = 1
  }
}
