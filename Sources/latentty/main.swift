import ArgumentParser
import CMachine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// The order of start-up; docs/ARCHITECTURE.md says why.
lx_require_features(lx_features_of_build())
_ = signal(SIGPIPE, SIG_IGN)
_ = signal(SIGXFSZ, SIG_IGN)
Latentty.exitCode(running: Array(CommandLine.arguments.dropFirst())).exit()
