import { totalmem } from "node:os";

export type PostgresSettings = Readonly<Record<string, string>>;

/**
 * Settings that must hold at every start, whatever the configuration file says: they keep acknowledged writes and
 * keep what customers told us out of the log.
 */
export function fixedSettings(port: number): Record<string, string> {
  return {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    fsync: "on",
    synchronous_commit: "on",
    full_page_writes: "on",
    timezone: "UTC",
    log_timezone: "UTC",
    lc_messages: "C",
    // The log goes to ours, which adds time and process.
    logging_collector: "off",
    log_destination: "stderr",
    log_line_prefix: "",
    // "log" leaves out errors of statements: their text quotes values ("invalid input syntax … \"王小明\""). The program
    // that sent the statement gets them anyway. Terse leaves out DETAIL, which quotes whole keys and statements.
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_statement: "none",
    log_min_duration_statement: "-1",
    log_parameter_max_length: "0",
    log_parameter_max_length_on_error: "0",
  };
}

/**
 * For a command that has the cluster to itself and fills tables: what one transaction puts into files that it began is
 * written once, to its place, and is on the disk before the transaction counts as committed, instead of to the log as
 * well. A crash leaves the archive as it was before. Whoever archives or copies the log needs it whole, and PostgreSQL
 * refuses to start like this there; it is then started as always.
 */
export const FILLING_SETTINGS: PostgresSettings = {
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "4GB",
  checkpoint_timeout: "1h",
  autovacuum: "off",
};

/** Each process takes 18 connections, and some are for commands. Older clusters were made with room for one process. */
export function settingsForProcesses(processes: number): PostgresSettings {
  return processes === 1 ? {} : { max_connections: String(Math.max(100, 28 + processes * 18)) };
}

/** Sizes for a small machine, written into the new cluster's postgresql.conf, where they may be changed by hand. */
export function initialSettings(memory = totalmem()): Record<string, string> {
  const megabytes = Math.floor(memory / 1024 / 1024);
  const between = (low: number, value: number, high: number) =>
    Math.floor(Math.min(high, Math.max(low, value)));
  return {
    max_connections: "100",
    shared_buffers: `${between(64, megabytes / 8, 512)}MB`,
    effective_cache_size: `${between(256, megabytes / 2, 16_384)}MB`,
    maintenance_work_mem: `${between(32, megabytes / 32, 256)}MB`,
    work_mem: "8MB",
    random_page_cost: "1.1",
    jit: "off",
  };
}

/** Belong to the application's role, so that no way of connecting as it escapes them. */
export const APPLICATION_ROLE_SETTINGS: Readonly<Record<string, string>> = {
  statement_timeout: "5s",
  lock_timeout: "3s",
  idle_in_transaction_session_timeout: "30s",
};
