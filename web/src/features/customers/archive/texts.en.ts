/** Words of the archive's sections, which come with them. */
export const archive = {
  known_one: "{{count}} known",
  known_other: "{{count}} known",
  missing_one: "{{count}} field empty",
  missing_other: "{{count}} fields empty",
  closed_one: "{{count}} field closed",
  closed_other: "{{count}} fields closed",
  closedWhy:
    "Sensitive personal data is closed until its purpose is set. An administrator does that in the archive settings.",
  openThem: "Open the settings",
  closedFields:
    "Closed: {{fields}}. They can be filled in once an administrator has set their purpose in the archive settings.",
  edit: "Fill in",
  editSection: "Fill in: {{section}}",
  saved: "{{section}}: saved",
  emptied: "Emptied",
  purpose: "Purpose: {{purpose}}",
  sensitive: "sensitive",
  age: "Age",
  orAge: "or age",
  yuan: "CNY",
  yes: "Yes",
  no: "No",
  tagsHint: "Press Enter after each; several are fine",
  findPerson: "Find by name, pinyin or number",
  print: {
    title: "Print the customer's card",
    lead: "One page of A4 with what is known. Personal data is masked, as on the screen.",
    print: "Print",
    back: "Back to the customer",
    by: "Printed by {{name}}",
  },
};
