import { StartRefusal } from "./start-refusal.ts";

/** An older Dossier on a newer database would write what the newer one does not expect. */
export function newerSchemaRefusal(unknown: string[]): StartRefusal {
  const names = unknown.join(", ");
  return new StartRefusal({
    english:
      `This database was used by a newer Dossier (this one does not know: ${names}). ` +
      `Start the newer version, or restore a backup made before the upgrade.`,
    chinese:
      `这个数据库已被更新版本的 Dossier 用过（当前版本不认识：${names}）。` +
      `请启动新版本，或恢复升级之前的备份。`,
  });
}
