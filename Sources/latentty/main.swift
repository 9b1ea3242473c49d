import ArgumentParser
import CGuard
import CMachine
import Escaping
import Platform

// The order of start-up; docs/ARCHITECTURE.md says why.
lx_require_features(lx_features_of_build())
cg_faults_install()
_ = signal(SIGPIPE, SIG_IGN)
_ = signal(SIGXFSZ, SIG_IGN)
let words = UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc))
Latentty.exitCode(running: words.dropFirst().compactMap { $0.map { FileName.text($0) } }).exit()
