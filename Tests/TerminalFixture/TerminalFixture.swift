import CGuard
import Dispatch
import Glibc
import Plotting
import Storage
import Terminal

/// A small program that owns a terminal and shows what happens to it; the tests drive it through a
/// pseudo-terminal.
///
/// Keys: `q` ends it, `t` traps, `a` aborts, `x` calls exit(3) from the middle, `p` prints to both streams,
/// `z` suspends, `f` draws as fast as it can until `g`, `c` shows the cursor, `b` computes for ever after the next frame, `w`
/// waits for ever after it, `m` reads all of the file `--mapped`, `n` does so on another thread.
@main
struct TerminalFixture {
  private let session: TerminalSession
  private var keys: [String] = []
  private var events: [String] = []
  private var isFlooding = false
  private var floodFrame = 0
  private var showsCursor = false
  private let mapped: MappedFile?
  private var isDirty = true
  private var hold: Hold?

  /// What keeps the loop from going round.
  private enum Hold {
    case computing, waiting
  }

  static func main() {
    cg_faults_install()
    SignalQueue.block()
    do {
      let request = TerminalRequest(
        graphics: value(of: "--graphics").flatMap(GraphicsMode.init(rawValue:)),
        color: value(of: "--color").flatMap(ColorMode.init(rawValue:)))
      var program = TerminalFixture(
        session: try TerminalSession(CapabilityProbe.system.describe(request)),
        mapped: try value(of: "--mapped").map { try MappedFile(path: $0) })
      exit(program.run())
    } catch {
      write("fixture: \(error)\n", to: STDERR_FILENO)
      exit(2)
    }
  }

  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(descriptor, bytes, bytes.count)
  }

  private static func value(of name: String) -> String? {
    let words = CommandLine.arguments
    return words.firstIndex(of: name).flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
  }

  private init(session: TerminalSession, mapped: MappedFile?) {
    (self.session, self.mapped) = (session, mapped)
  }

  private mutating func run() -> Int32 {
    defer { session.close() }
    while true {
      if (isDirty || isFlooding), session.draw(frame()) != .skipped { isDirty = false }
      if session.isReadyToDraw { keepHold() }
      let isRestless = isFlooding && session.isReadyToDraw
      for event in session.wait(timeoutMilliseconds: isRestless ? 0 : nil) {
        if let status = handle(event) { return status }
      }
    }
  }

  /// Does not come back once it was asked to.
  private mutating func keepHold() {
    switch hold {
    case .computing: while true { floodFrame &+= 1 }
    case .waiting: while true { poll(nil, 0, -1) }
    case nil: break
    }
  }

  private mutating func handle(_ event: TerminalEvent) -> Int32? {
    isDirty = true
    switch event {
    case .key(let key):
      keys.append("\(key)")
      return handle(key)
    case .paste(let text): events.append("pasted(\(text))")
    case .resized(let size): events.append("resized(\(size.columns)x\(size.rows))")
    case .suspendRequested: session.suspend()
    case .resumed: events.append("resumed")
    case .interrupted: return 128 + SIGINT
    case .terminated(let signal): return 128 + signal
    case .hungUp: return 129
    case .message(let line): events.append("message(\(line))")
    case .notice(let line): events.append("notice(\(line))")
    case .described: break
    }
    return nil
  }

  private mutating func handle(_ key: Key) -> Int32? {
    switch key {
    case .character("q"): return 0
    case .character("t"): return [Int32]()[keys.count]
    case .character("a"): abort()
    case .character("x"): exit(3)
    case .character("p"):
      Self.write("to the output\n", to: STDOUT_FILENO)
      Self.write("to the errors\n", to: STDERR_FILENO)
    case .character("z"): session.suspend()
    case .character("f"): isFlooding = true
    case .character("g"): isFlooding = false
    case .character("c"): showsCursor.toggle()
    case .character("b"): hold = .computing
    case .character("w"): hold = .waiting
    case .character("m"): events.append("sum(\(mapped?.sum ?? 0))")
    case .character("n"): DispatchQueue.global().async { [mapped] in _ = mapped?.sum }
    default: break
    }
    return nil
  }

  private mutating func frame() -> Frame {
    var frame = Frame(size: session.size)
    let capabilities = session.description.capabilities
    frame.write("size \(session.size.columns)x\(session.size.rows)", column: 0, row: 0)
    frame.write("keys \(keys.suffix(3).joined(separator: " "))", column: 0, row: 1)
    frame.write("events \(events.suffix(2).joined(separator: " "))", column: 0, row: 2)
    frame.write(
      "drawn \(capabilities.graphics.rawValue) \(capabilities.color.rawValue) \(session.description.entry)",
      column: 0, row: 3)
    frame.write(
      session.description.notes.joined(separator: "; "), column: 0, row: 4)
    frame.write(
      "sent \(session.statistics.frameCount > 1) skipped \(session.statistics.skippedFrameCount > 0)",
      column: 0, row: 5)
    frame.write("é─⣿▀ bold", column: 0, row: 6, style: Style(attributes: .bold))
    if showsCursor { frame.cursor = Frame.Position(column: 5, row: 1) }
    floodFrame += 1
    drawColors(in: &frame)
    frame[session.size.columns - 1, session.size.rows - 1] = Cell("#")
    return frame
  }

  private func drawColors(in frame: inout Frame) {
    for row in 7..<max(7, frame.size.rows - 1) {
      for column in 0..<frame.size.columns {
        let shade = UInt8((column * 3 + row * 5 + (isFlooding ? floodFrame : 0)) % 256)
        let style = Style(
          foreground: .rgb(shade, 255 - shade, 128), background: .rgb(64, shade, UInt8(row)))
        frame[column, row] = Cell("*", style: style)
      }
    }
  }
}

extension MappedFile {
  /// The sum of all bytes.
  fileprivate var sum: Int { withUnsafeBytes { $0.reduce(0) { $0 &+ Int($1) } } }
}
