import { LockMode } from "@mikro-orm/core";
import { recordChanges, type FieldChange } from "../../../platform/changes.ts";
import { DomainError, DomainErrors, UserErrorCode } from "../../../platform/errors.ts";
import { text, type Text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { ARCHIVE_SETTINGS_ID, ArchiveSettings } from "../archive-settings.entity.ts";

export interface TypedArchiveSettings {
  readonly expectedVersion: number;
  readonly lostAfterMonths?: number | null | undefined;
  readonly inSaleDays?: number | null | undefined;
}

/** Changes the firm's settings of the archive; the lifecycle rule is due again when it changed. */
export async function changeArchiveSettings(
  context: RequestContext,
  input: TypedArchiveSettings,
): Promise<string> {
  const settings = await context.em.findOneOrFail(ArchiveSettings, ARCHIVE_SETTINGS_ID, {
    lockMode: LockMode.PESSIMISTIC_WRITE,
  });
  if (settings.version !== input.expectedVersion) {
    throw new DomainError(
      UserErrorCode.CONFLICT,
      text(
        "设置已被他人修改，请核对后再保存。",
        "Somebody else has changed the settings. Look at them and save again.",
      ),
    );
  }
  refuseOutOfRange(input);
  const wanted = {
    lostAfterMonths: input.lostAfterMonths === undefined ? settings.lostAfterMonths : input.lostAfterMonths,
    inSaleDays: input.inSaleDays ?? settings.inSaleDays,
  };
  const changes: FieldChange[] = (["lostAfterMonths", "inSaleDays"] as const)
    .filter((field) => settings[field] !== wanted[field])
    .map((field) => ({ field, old: said(settings[field]), new: said(wanted[field]), personal: false }));
  if (changes.length === 0) return settings.id;
  if (settings.lostAfterMonths !== wanted.lostAfterMonths) settings.lifecycleRuledOn = null;
  Object.assign(settings, wanted);
  await context.em.flush();
  await recordChanges(
    context,
    {
      type: "ArchiveSettings",
      id: settings.id,
      version: settings.version,
      operation: "changeArchiveSettings",
    },
    changes,
  );
  return settings.id;
}

function refuseOutOfRange({ lostAfterMonths, inSaleDays }: TypedArchiveSettings): void {
  const errors = [
    ...outOfRange("lostAfterMonths", lostAfterMonths, 1, 120, MONTHS),
    ...outOfRange("inSaleDays", inSaleDays, 0, 365, DAYS),
  ];
  if (errors.length > 0) throw new DomainErrors(errors);
}

const MONTHS = text(
  "请填写 1 到 120 个月；不想按规则转为流失时留空。",
  "Give 1 to 120 months; leave it empty if no rule is wanted.",
);
const DAYS = text("请填写 0 到 365 天。", "Give 0 to 365 days.");

function outOfRange(
  field: string,
  value: number | null | undefined,
  least: number,
  most: number,
  message: Text,
): DomainError[] {
  if (value === null || value === undefined || (value >= least && value <= most)) return [];
  return [new DomainError(UserErrorCode.INVALID_VALUE, message, [field])];
}

function said(value: number | null): string | null {
  return value === null ? null : String(value);
}
