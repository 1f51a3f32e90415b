import { describe, expect, it } from "vitest";
import { fixedSettings, initialSettings } from "./postgres-settings.ts";

const gigabytes = (count: number) => count * 1024 ** 3;

describe("DOS-2.2 settings of the built-in PostgreSQL", () => {
  it("fit a machine with little memory and do not grow without end on a big one", () => {
    expect(initialSettings(gigabytes(0.5))).toMatchObject({
      shared_buffers: "64MB",
      effective_cache_size: "256MB",
    });
    expect(initialSettings(gigabytes(2))).toMatchObject({
      shared_buffers: "256MB",
      maintenance_work_mem: "64MB",
    });
    expect(initialSettings(gigabytes(64))).toMatchObject({
      shared_buffers: "512MB",
      effective_cache_size: "16384MB",
    });
  });

  it("never trade acknowledged writes for speed, and listen on this machine alone", () => {
    expect(fixedSettings(5432)).toMatchObject({
      fsync: "on",
      synchronous_commit: "on",
      full_page_writes: "on",
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
      port: "5432",
    });
  });
});
