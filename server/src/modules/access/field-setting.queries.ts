import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { TableOf } from "../../platform/tables.ts";
import type { FieldSetting } from "./field-setting.entity.ts";

export interface FieldSettingNow {
  readonly recordId: string;
  readonly field: string;
  readonly version: number;
  readonly purpose: string | null;
}

/** What administrators have set of fields, to be shown. Whether somebody may use a field is a part of his rights. */
export function listFieldSettings(context: RequestContext): NowOrSoon<readonly FieldSettingNow[]> {
  return context.reference.list("fieldSettings", async () => {
    const rows = await context.em
      .getKysely<{ field_setting: TableOf<FieldSetting> }>()
      .selectFrom("field_setting")
      .select(["id as recordId", "field", "version", "purpose"])
      .execute();
    return rows;
  });
}
