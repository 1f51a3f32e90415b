import { LockMode } from "@mikro-orm/core";
import { recordChanges, type FieldChange } from "../../../platform/changes.ts";
import { DomainError, DomainErrors, notFound, UserErrorCode } from "../../../platform/errors.ts";
import { text, type Text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { ArchiveSection } from "../archive-field.ts";
import { counts, HIGHEST_WEIGHT } from "../completeness.ts";
import { archiveField } from "../fields.ts";
import { monthsOf } from "../freshness.ts";
import { ARCHIVE_SETTINGS_ID, ArchiveSettings } from "../archive-settings.entity.ts";

export interface TypedArchiveSettings {
  readonly expectedVersion: number;
  readonly lostAfterMonths?: number | null | undefined;
  readonly inSaleDays?: number | null | undefined;
  readonly completenessWeights?: readonly TypedWeight[] | null | undefined;
  readonly keyTierFactor?: number | null | undefined;
  readonly checkEvery?: readonly TypedCheck[] | null | undefined;
}

interface TypedWeight {
  readonly field: string;
  readonly weight?: number | null;
}

interface TypedCheck {
  readonly section: ArchiveSection;
  readonly months?: number | null;
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
  const { completenessWeights, checkEvery } = decided(settings, input);
  const wanted = {
    lostAfterMonths: input.lostAfterMonths === undefined ? settings.lostAfterMonths : input.lostAfterMonths,
    inSaleDays: input.inSaleDays ?? settings.inSaleDays,
    keyTierFactor: input.keyTierFactor ?? settings.keyTierFactor,
    completenessWeights,
    checkEvery,
  };
  const changes: FieldChange[] = FIELDS.map((field) => ({
    field,
    old: said(settings[field]),
    new: said(wanted[field]),
    personal: false,
  })).filter((change) => change.old !== change.new);
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

const FIELDS = [
  "lostAfterMonths",
  "inSaleDays",
  "keyTierFactor",
  "completenessWeights",
  "checkEvery",
] as const;

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;

/** What was decided before, with what is decided now put over it. What is decided as usual is not kept. */
function decided(
  settings: Pick<ArchiveSettings, "completenessWeights" | "checkEvery">,
  input: TypedArchiveSettings,
): Pick<ArchiveSettings, "completenessWeights" | "checkEvery"> {
  const weights = new Map(Object.entries(settings.completenessWeights));
  for (const { field, weight } of input.completenessWeights ?? []) {
    if (weight === null || weight === undefined || weight === archiveField(field)?.weight)
      weights.delete(field);
    else weights.set(field, weight);
  }
  const months = new Map<string, number | null>(Object.entries(settings.checkEvery));
  for (const check of input.checkEvery ?? []) {
    if (check.months === monthsOf(check.section, {})) months.delete(check.section);
    else months.set(check.section, check.months ?? null);
  }
  return {
    completenessWeights: Object.fromEntries([...weights].toSorted(byName)),
    checkEvery: Object.fromEntries([...months].toSorted(byName)),
  };
}

function refuseOutOfRange({
  lostAfterMonths,
  inSaleDays,
  keyTierFactor,
  completenessWeights,
  checkEvery,
}: TypedArchiveSettings): void {
  const errors = [
    ...outOfRange("lostAfterMonths", lostAfterMonths, 1, 120, MONTHS),
    ...outOfRange("inSaleDays", inSaleDays, 0, 365, DAYS),
    ...outOfRange("keyTierFactor", keyTierFactor, 1, 5, FACTOR),
    ...(completenessWeights ?? []).flatMap(({ field, weight }, index) => {
      const path = ["completenessWeights", String(index)];
      const declared = archiveField(field);
      if (!declared) return [notFound([...path, "field"])];
      if (!counts(declared))
        return [new DomainError(UserErrorCode.INVALID_VALUE, SENSITIVE, [...path, "field"])];
      return outOfRange("weight", weight, 0, HIGHEST_WEIGHT, WEIGHT, path);
    }),
    ...(checkEvery ?? []).flatMap(({ months }, index) =>
      outOfRange("months", months, 1, 120, CHECK, ["checkEvery", String(index)]),
    ),
  ];
  if (errors.length > 0) throw new DomainErrors(errors);
}

const MONTHS = text(
  "请填写 1 到 120 个月；不想按规则转为流失时留空。",
  "Give 1 to 120 months; leave it empty if no rule is wanted.",
);
const FACTOR = text("请填写 1 到 5 倍。", "Give 1 to 5 times.");
const WEIGHT = text(
  `权重请填写 0 到 ${HIGHEST_WEIGHT}；0 表示不计入完整度。`,
  `A weight lies between 0 and ${HIGHEST_WEIGHT}; with 0 the field does not count.`,
);
const SENSITIVE = text(
  "敏感信息不计入完整度，不能设置权重。",
  "Sensitive data never counts for completeness and has no weight.",
);
const CHECK = text(
  "请填写 1 到 120 个月；不需要核对时留空。",
  "Give 1 to 120 months; leave it empty if the section need not be checked.",
);
const DAYS = text("请填写 0 到 365 天。", "Give 0 to 365 days.");

function outOfRange(
  field: string,
  value: number | null | undefined,
  least: number,
  most: number,
  message: Text,
  path: readonly string[] = [],
): DomainError[] {
  if (value === null || value === undefined || (value >= least && value <= most)) return [];
  return [new DomainError(UserErrorCode.INVALID_VALUE, message, [...path, field])];
}

function said(value: number | object | null): string | null {
  if (typeof value === "object") return value && JSON.stringify(value);
  return String(value);
}
