extension Rules {
  /// Where standard output and standard error are written to: the gate, and what hands captured lines on.
  private static let gates = [
    "Sources/CommandSupport/StandardOutput.swift", "Sources/Terminal/Device/OutputCapture.swift",
  ]

  private static let printing: Set<String> = [
    "print", "debugPrint", "dump", "puts", "fputs", "putchar", "fputc", "fwrite", "printf",
    "vprintf", "fprintf", "dprintf", "perror", "syslog",
  ]

  /// Ways for text to leave the program past the gate that escapes it.
  static func waysOut(_ source: SourceText) -> [Finding] {
    guard !gates.contains(source.path) else { return [] }
    return source.findings(in: source.code) { line in
      let isFound = calls(in: line).contains { call in
        printing.contains(call.name) || call.name == "FileHandle"
          || call.name == "write" && call.arguments.hasPrefix("STD")
      }
      return isFound ? "text leaves by StandardOutput, as a Printout" : nil
    }
  }

  private static let naming: Set<String> = [
    "fopen", "stat", "lstat", "access", "opendir", "mkdir", "rmdir", "unlink", "rename", "realpath",
    "chmod", "truncate", "readlink", "symlink", "statvfs",
  ]

  /// Names of files that go to the system as if all of them were UTF-8.
  static func fileNames(_ source: SourceText) -> [Finding] {
    source.findings(in: source.code) { line in
      let isFound = calls(in: line).contains { call in
        let isNaming = naming.contains(call.name) || call.name == "open" && line.contains(" O_")
        // A literal is blank here.
        return isNaming && call.arguments.first.map { $0.isLetter } ?? false
          && !call.arguments.hasPrefix("FileName.cString")
          && !call.arguments.hasPrefix("CommandLine")
      }
      return isFound ? "a name of a file goes to the system by FileName.cString" : nil
    }
  }

  /// The names of functions that a line calls, and what follows the parenthesis; methods and declarations are left out.
  private static func calls(in line: String) -> [(name: String, arguments: Substring)] {
    var calls: [(name: String, arguments: Substring)] = []
    var name = ""
    var before: [Character] = []
    for index in line.indices {
      let character = line[index]
      if character.isLetter || character.isNumber || character == "_" {
        name.append(character)
        continue
      }
      let isMethod = before.last == "."
      let isDeclared = String(before.suffix(5)) == "func "
      if character == "(", !name.isEmpty, !isMethod, !isDeclared {
        calls.append((name, line[line.index(after: index)...]))
      }
      before += Array(name) + [character]
      name = ""
    }
    return calls
  }
}
