extension PickleDocument {
  /// Those of the calls that would run a program, a file's own code or a text as code.
  package var executingCalls: [String] {
    calls.filter { name in
      let parts = name.split(separator: ".")
      guard let module = parts.first.map(String.init), let function = parts.last else {
        return false
      }
      return Self.executingModules.contains(module)
        || Self.builtins.contains(module) && Self.executingFunctions.contains(String(function))
    }
  }

  /// One sentence for people who are about to open the file elsewhere; `nil` where the pickle would execute nothing.
  package var warning: String? {
    let names = executingCalls
    guard let first = names.first else { return nil }
    let others = names.count > 1 ? " and \(names.count - 1) more" : ""
    return "the pickle calls \(first)\(others), which is never executed here"
  }

  private static let builtins: Set<String> = ["builtins", "__builtin__"]
  private static let executingFunctions: Set<String> = [
    "eval", "exec", "execfile", "compile", "open", "__import__", "getattr", "setattr", "delattr",
    "globals", "input", "apply", "breakpoint", "vars", "map", "filter",
  ]
  private static let executingModules: Set<String> = [
    "os", "posix", "nt", "posixpath", "ntpath", "subprocess", "sys", "shutil", "socket", "runpy",
    "importlib", "imp", "pty", "platform", "commands", "popen2", "ctypes", "code", "codeop", "pdb",
    "bdb", "timeit", "cProfile", "profile", "webbrowser", "multiprocessing", "threading", "asyncio",
    "signal", "pickle", "_pickle", "cPickle", "marshal", "types", "operator", "_operator",
    "functools", "tempfile", "io", "_io", "pathlib", "urllib", "requests", "httplib", "http",
    "ftplib",
    "smtplib", "telnetlib", "pip", "site", "venv", "zipimport", "pkgutil", "pydoc", "trace", "gc",
  ]
}
