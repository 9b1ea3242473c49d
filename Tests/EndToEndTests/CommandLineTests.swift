import Foundation
import TestSupport
import Testing

/// What scripts rely on: statuses, and which text goes where.
struct CommandLineTests {
  @Test(
    "wrong arguments end with status 2 and one line that says where help is",
    arguments: [
      (["--no-such-option"], "--no-such-option", "latentty --help"),
      (["doctor", "--no-such-option"], "--no-such-option", "latentty doctor --help"),
      (["doctor", "surplus"], "surplus", "latentty doctor --help"),
      (["inspect"], "<file>", "latentty inspect --help"),
      (["inspect", "one", "two"], "two", "latentty inspect --help"),
      (["help", "traim"], "found traim; the nearest is train", "latentty --help"),
      (["help", "map", "more"], "help map: expected no more, found more", "latentty --help"),
      (["help", "bench", "nosuch"], "found nosuch", "latentty --help"),
      (
        ["traverse", "x", "--dims", "0,0"],
        "'--dims <dims>': expected different latents such as 3,0,7, found 0,0",
        "latentty traverse --help"
      ),
      (
        ["traverse", "x", "--grid", "a"],
        "'--grid <grid>': expected different latents such as 3,0,7, found a",
        "latentty traverse --help"
      ),
      (
        ["map", "x", "--latents", "x"],
        "expected all, tied, remaining, panels or indices such as 0,3, found x",
        "latentty map --help"
      ),
      (
        ["probe", "x", "--draws", "prior,prior"],
        "expected all, or different ones of prior, posterior, components, significant, walk, origin, "
          + "found prior,prior", "latentty probe --help"
      ),
      (
        ["explore", "--size", "0x5", "--dump", "text"],
        "expected COLUMNSxROWS, each from 1 to 1000, found 0x5", "latentty explore --help"
      ),
    ])
  func wrongArguments(arguments: [String], culprit: String, help: String) throws {
    let outcome = try BuiltProgram.run(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("latentty: "))
    #expect(outcome.errors.contains(culprit))
    #expect(outcome.errors.hasSuffix("see `\(help)`\n"))
    #expect(outcome.errors.count { $0 == "\n" } == 1)
  }

  @Test(
    "help and the version go to stdout",
    arguments: [
      ["--help"], ["inspect", "--help"], ["help"], ["help", "map"], ["help", "bench", "train"],
    ])
  func help(arguments: [String]) throws {
    let outcome = try BuiltProgram.run(arguments)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("USAGE: latentty"))
    #expect(outcome.errors == "")
  }

  @Test("the version is three numbers")
  func version() throws {
    let outcome = try BuiltProgram.run(["--version"])
    #expect(outcome.status == 0)
    #expect(outcome.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil, "\(outcome.output)")
  }

  @Test("a reader that went away ends the program quietly, as SIGPIPE would")
  func readerGone() throws {
    // A socket that is shut down refuses every write, even while a process that some other test starts at
    // this moment holds a copy of its other end; a pipe would not.
    var sockets: [Int32] = [0, 0]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &sockets) == 0)
    try #require(shutdown(sockets[0], Int32(SHUT_WR)) == 0)
    let closed = sockets.map { FileHandle(fileDescriptor: $0, closeOnDealloc: true) }[0]
    for arguments in [["doctor"], ["--help"], ["doctor", "--json"]] {
      let outcome = try BuiltProgram.run(arguments, output: closed)
      #expect(outcome.status == 128 + SIGPIPE)
      #expect(outcome.errors == "")
    }
  }

  #if os(Linux)
    @Test("a full disk is an error of the work")
    func fullDisk() throws {
      let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
      let outcome = try BuiltProgram.run(["doctor"], output: full)
      #expect(outcome.status == 1)
      #expect(outcome.errors == "latentty: standard output: No space left on device\n")
    }
  #endif
}
