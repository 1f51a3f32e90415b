import type { FormInstance } from "antd";

/** What a command refuses, in the caller's language, with the place in the input it is about. */
export type UserErrorValue = { code: string; message: string; path: readonly string[] };

type FieldPath = (string | number)[];

/** `["input", "items", "0", "goods"]` of the contract is `["items", 0, "goods"]` of the form. */
export function formPath(path: readonly string[]): FieldPath {
  const inner = path[0] === "input" ? path.slice(1) : path;
  return inner.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** What was refused is being mended: the refusal goes as soon as its field is changed. */
export function forgetUserErrors(form: FormInstance, changed: object): void {
  form.setFields(Object.keys(changed).map((name) => ({ name, errors: [] })));
}

/**
 * Puts each refusal beside the field it is about. What belongs to no field of this form is returned, for `UserErrors` to show
 * above the buttons.
 */
export function showUserErrors(form: FormInstance, errors: readonly UserErrorValue[]): UserErrorValue[] {
  const homeless: UserErrorValue[] = [];
  const byField = new Map<string, { name: FieldPath; errors: string[] }>();
  for (const error of errors) {
    const name = formPath(error.path);
    if (name.length === 0 || form.getFieldInstance(name) === undefined) {
      homeless.push(error);
      continue;
    }
    const key = name.join(".");
    const known = byField.get(key) ?? { name, errors: [] };
    known.errors.push(error.message);
    byField.set(key, known);
  }
  form.setFields([...byField.values()]);
  const first = [...byField.values()][0];
  if (first) {
    const field = form.getFieldInstance(first.name) as { focus?: () => void } | undefined;
    field?.focus?.();
  }
  return homeless;
}
