import type {
  ArchiveSection,
  CreateCustomFieldInput,
  FieldRight,
  FieldSensitivity,
  FieldType,
  Setting_CustomFieldFragment,
} from "../../gql/graphql.ts";

export type CustomField = Setting_CustomFieldFragment;

/** What a field of one's own can hold, what is needed most often first. */
export const customTypes = [
  "TEXT",
  "LONG_TEXT",
  "NUMBER",
  "MONEY",
  "DATE",
  "CHOICE",
  "CHOICES",
  "YES_NO",
  "CUSTOMER",
  "LINK",
] as const satisfies readonly FieldType[];
export type CustomType = (typeof customTypes)[number];

export const sensitivities = [
  "PLAIN",
  "PERSONAL",
  "SENSITIVE",
] as const satisfies readonly FieldSensitivity[];

export const rightsOf = (sensitivity: FieldSensitivity): readonly FieldRight[] =>
  sensitivity === "PLAIN" ? ["VIEW", "NONE"] : ["VIEW", "MATCH", "MASKED", "NONE"];

export const hasChoices = (type: FieldType | undefined): boolean => type === "CHOICE" || type === "CHOICES";

export type ChoiceValue = {
  /** Of one that is there already: it is retired, and never left out. */
  code?: string;
  labelZh?: string | null;
  labelEn?: string | null;
  retired: boolean;
};

export type CustomFieldValues = {
  labelZh?: string | null;
  labelEn?: string | null;
  sections: ArchiveSection[];
  type: CustomType;
  sensitivity: FieldSensitivity;
  purpose?: string | null;
  choices: ChoiceValue[];
  /** By role; undefined: what the protection gives. */
  rights: Record<string, FieldRight | undefined>;
};

type Words = Pick<CreateCustomFieldInput, "labelZh" | "labelEn" | "purpose" | "choices" | "rights">;

export function newField(section: ArchiveSection | undefined): CustomFieldValues {
  return {
    labelZh: "",
    labelEn: "",
    sections: section ? [section] : [],
    type: "TEXT",
    sensitivity: "PLAIN",
    purpose: "",
    choices: [{ retired: false }, { retired: false }],
    rights: {},
  };
}

export function valuesOf(field: CustomField): CustomFieldValues {
  return {
    labelZh: field.labelZh,
    labelEn: field.labelEn,
    sections: field.sections,
    type: customTypes.find((type) => type === field.type) ?? "TEXT",
    sensitivity: field.sensitivity,
    purpose: field.purpose,
    choices: field.choices.map(({ code, labelZh, labelEn, retired }) => ({
      code,
      labelZh,
      labelEn,
      retired,
    })),
    rights: Object.fromEntries(field.rights.map(({ roleId, right }) => [roleId, right])),
  };
}

function words(typed: string | null | undefined): string | null {
  const said = typed?.trim() ?? "";
  return said === "" ? null : said;
}

/** What is sent of names, purpose, choices and rights. Lines of choices that nothing was typed in are none. */
export function wordsOf(values: CustomFieldValues): Words {
  return {
    labelZh: words(values.labelZh),
    labelEn: words(values.labelEn),
    purpose: words(values.purpose),
    choices: hasChoices(values.type) ? values.choices.filter(isTyped).map(choiceInput) : [],
    rights: givenRights(values),
  };
}

const isTyped = ({ code, labelZh, labelEn }: ChoiceValue): boolean =>
  code !== undefined || words(labelZh) !== null || words(labelEn) !== null;

const choiceInput = ({ code, labelZh, labelEn, retired }: ChoiceValue) => ({
  code: code ?? null,
  labelZh: words(labelZh),
  labelEn: words(labelEn),
  retired,
});

function givenRights({ rights, sensitivity }: CustomFieldValues): { roleId: string; right: FieldRight }[] {
  const known = rightsOf(sensitivity);
  return Object.entries(rights).flatMap(([roleId, right]) =>
    right && known.includes(right) ? [{ roleId, right }] : [],
  );
}

/** A refusal beside the part of the form it is about: lines that were not sent count there, and rights go by their roles. */
export function placedInForm<Refused extends { path: readonly string[] }>(
  values: CustomFieldValues,
  errors: readonly Refused[],
): Refused[] {
  return errors.map((error) => {
    const path = error.path[0] === "input" ? error.path.slice(1) : error.path;
    const place = Number(path[1]);
    if (path[0] === "choices" && path.length > 1) {
      const typed = values.choices.flatMap((choice, index) => (isTyped(choice) ? [index] : []));
      return { ...error, path: ["choices", String(typed[place] ?? place), path[2] ?? "labelZh"] };
    }
    const role = path[0] === "rights" ? givenRights(values)[place]?.roleId : undefined;
    return { ...error, path: role ? ["rights", role] : path };
  });
}
