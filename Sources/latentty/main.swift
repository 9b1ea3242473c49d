import ArgumentParser
import CMachine
import Storage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// The order of start-up; docs/ARCHITECTURE.md says why.
lx_require_features(lx_features_of_build())
_ = signal(SIGPIPE, SIG_IGN)
let arguments = (1..<max(1, Int(CommandLine.argc))).compactMap { index in
  CommandLine.unsafeArgv[index].map { PathText.text(of: $0) }
}
Latentty.exitCode(running: arguments).exit()
