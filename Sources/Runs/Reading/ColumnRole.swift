/// What a named column of a log is: the step, the epoch, the time, what tells rows apart, or a figure.
enum ColumnRole: Sendable, Equatable {
  /// Counts what has been done; of several, the one with the lowest rank is the step.
  case step(rank: Int)
  /// Counts epochs: the step where nothing finer is counted, else what the batch or iteration belongs to.
  case epoch
  /// The wall time in unix seconds.
  case time
  /// A text that says of what the row tells: training or validation, say. Rows with different texts are different series.
  case phase
  /// The number or name of a process or fold, whose rows are series of their own; of several, the one with the lowest
  /// rank tells them apart.
  case worker(rank: Int)
  /// A figure.
  case value

  /// What a column of a name is.
  ///
  /// - Parameter name: The name, in any case, with blanks or dashes for underscores, and with one of ``prefixes`` or none.
  init(name: String) {
    let name = Self.plain(name)
    self =
      if let rank = Self.ranks[name] {
        .step(rank: rank)
      } else if Self.epochNames.contains(name) {
        .epoch
      } else if Self.timeNames.contains(name) {
        .time
      } else if Self.phaseNames.contains(name) {
        .phase
      } else if let rank = Self.workerNames.firstIndex(of: name) {
        .worker(rank: rank)
      } else {
        .value
      }
  }

  /// Whether the column names a step or an epoch.
  var isStep: Bool {
    switch self {
    case .step, .epoch: true
    case .time, .phase, .worker, .value: false
    }
  }

  /// Whether a rank is that of a name which always counts batches of an epoch, or of one pass.
  static func countsBatches(_ rank: Int) -> Bool {
    rank >= stepNames.count && rank < stepNames.count + batchNames.count
  }

  /// Whether a rank is that of a name which other columns have too, so that its values must show that it counts.
  static func isUncertain(_ rank: Int) -> Bool { rank >= stepNames.count + batchNames.count }
}

extension ColumnRole {
  /// What may stand before the name of a step or time, with a slash or a dot behind it.
  private static let prefixes: Set = [
    "train", "training", "trainer", "progress", "time", "global", "charts", "info", "timers",
    "counters", "total", "meta", "log", "_",
  ]

  /// Names of steps, most exact first: what counts steps of the optimiser comes before what counts frames.
  private static let stepNames = [
    "step", "global_step", "_step", "steps", "num_updates", "total_timesteps", "timesteps_total",
    "num_timesteps", "timestep", "timesteps", "iteration", "iterations", "iter", "global_iter",
    "global_iteration", "training_iteration", "train_iter", "iters", "n_iter", "num_iter",
    "num_iters", "iter_num", "n_iterations", "num_iterations", "iteration_num", "itr", "it",
    "num_steps", "n_steps", "nb_steps", "step_num", "step_number", "steps_total", "total_steps",
    "total_step", "total_iters", "train_step", "train_steps", "training_step", "training_steps",
    "optimizer_step", "optimizer_steps", "current_step", "cur_step", "update", "updates",
    "n_updates", "update_num", "total_updates", "gradient_steps", "num_gradient_updates",
    "env_step", "env_steps", "environment_steps", "total_env_steps", "num_env_steps_sampled",
    "num_env_steps_trained", "num_steps_sampled", "num_steps_trained", "agent_timesteps_total",
    "timesteps_this_run", "total_num_steps", "totaltimesteps", "globalstep",
  ]

  /// Names of what is counted anew in every epoch.
  private static let batchNames = [
    "batch", "batches", "batch_idx", "batch_id", "batch_index", "batch_num", "batch_nb",
    "batch_number", "minibatch", "mini_batch",
  ]

  /// Names of steps that are names of other things too.
  private static let uncertainNames = [
    "t", "frame", "frames", "num_frames", "total_frames", "samples", "samples_seen",
    "num_samples", "total_samples", "examples", "examples_seen", "num_examples", "images",
    "images_seen", "n_images", "tokens", "tokens_seen", "num_tokens", "total_tokens",
    "n_tokens", "kimg", "nimg", "episode", "episodes", "episodes_total", "num_episodes", "round",
    "rounds", "server_round", "comm_round", "generation", "generations", "gen", "trial",
    "trial_number", "n_evals", "tick",
  ]

  private static let epochNames: Set = [
    "epoch", "epochs", "epoch_num", "epoch_number", "epoch_idx", "epoch_index", "epoch_id",
    "num_epoch", "num_epochs", "n_epoch", "n_epochs", "nb_epoch", "current_epoch", "cur_epoch",
    "train_epoch", "ep",
  ]

  private static let timeNames: Set = [
    "time", "wall_time", "walltime", "timestamp", "_timestamp", "unix_time", "wall_clock",
    "created_at", "datetime",
  ]

  private static let phaseNames: Set = [
    "mode", "phase", "split", "stage", "set", "subset", "partition", "dataset_split",
    "data_split",
  ]

  private static let workerNames = [
    "global_rank", "rank", "process_rank", "process_index", "process_id", "local_rank",
    "node_rank", "worker", "worker_id", "worker_index", "replica", "replica_id", "fold",
    "fold_id", "cv_fold",
  ]

  private static let ranks = Dictionary(
    uniqueKeysWithValues: (stepNames + batchNames + uncertainNames).enumerated().map {
      ($0.element, $0.offset)
    })

  /// A name in lower case with underscores, without a prefix that only says whose step it is.
  private static func plain(_ name: String) -> String {
    let name = String(
      name.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 }.drop { $0 == "#" })
    guard let cut = name.lastIndex(where: { $0 == "/" || $0 == "." || $0 == ":" }) else {
      return name
    }
    let parts = name[..<cut].split { $0 == "/" || $0 == "." || $0 == ":" }
    return parts.allSatisfy { prefixes.contains(String($0)) }
      ? String(name[name.index(after: cut)...]) : name
  }
}

/// A wall time as unix seconds: milliseconds, as some loggers have them, become seconds; `nil` for what is no moment of
/// this century or the last years of the one before, but a duration.
func unixSeconds(_ time: Double) -> Double? {
  let seconds = time > 1e11 ? time / 1000 : time
  return seconds >= 1e8 && seconds < 1e11 ? seconds : nil
}
