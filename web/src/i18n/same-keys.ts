/** What the other language must have: the same keys, and a singular wherever there is a form for many. */
export type SameKeys<Texts> = {
  [Key in keyof Texts]: Texts[Key] extends string ? string : SameKeys<Texts[Key]>;
} & {
  [Key in keyof Texts as Key extends `${infer Name}_other` ? `${Name}_one` : never]: string;
};
