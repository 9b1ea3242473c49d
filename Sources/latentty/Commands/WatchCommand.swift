import ArgumentParser
import Runs

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Shows training runs, ours and others', while they are written.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Watch training runs: ours, TensorBoard's, JSON lines and tables.",
    discussion: """
      Runs are found at any depth of a folder. On a terminal the table is shown anew every two seconds \
      until Ctrl-C.
      """)

  @Argument(help: "Runs, logs, or folders that hold them; the working folder when there are none.")
  var runs: [String] = ["."]

  @Flag(help: "Print the runs once, as text.")
  var once = false

  @Flag(help: "Print the figures once, as JSON.")
  var json = false

  private static let pauseMilliseconds: Int32 = 2000

  func validate() throws {
    guard once || json || isatty(STDOUT_FILENO) == 1 else {
      throw ValidationError(
        "the live screen needs a terminal; --once prints the runs as text, --json the figures")
    }
  }

  func run() throws {
    let collection = try RunCollection(paths: runs)
    while true {
      collection.look()
      let report = WatchReport(
        collection, now: Self.unixSeconds, figureLimit: json ? nil : WatchTable.figureLimit)
      if json { return try StandardOutput.write(json: report) }
      let table = WatchTable(report: report).text
      if once { return try StandardOutput.write(table) }
      try StandardOutput.write(Self.clear + table)
      poll(nil, 0, Self.pauseMilliseconds)
    }
  }

  /// What empties the screen, or a blank line where the terminal cannot.
  private static var clear: String {
    let terminal = getenv("TERM").map { String(cString: $0) } ?? "dumb"
    return terminal == "dumb" ? "\n" : "\u{1B}[H\u{1B}[2J"
  }

  private static var unixSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
