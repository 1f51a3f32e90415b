/** Words about where values came from, completeness and freshness, which come with their dialogs and pages. */
export const upkeep = {
  why: {
    from: "From",
    by: "Noted by",
    purpose: "Kept for",
    nothing: "There is nothing in this field now",
    order: "Order {{number}}",
    review: "Customer review",
    import: "Import {{number}}",
    row: "row {{row}}",
    accepted: "accepted by hand",
    channel: "channel: {{channel}}",
    operation: {
      opened: "Filled in when the file was opened",
      typed: "Filled in here in the console",
      restored: "Put back from the history",
      import: "Came with an import",
      program: "Written by a program",
      commandLine: "Written from the command line",
      rule: "Written by the system",
    },
  },
  former: "What stood here before",
  restore: {
    done: "{{field}}: the former value is back",
    undone: "{{field}}: as it was before that",
  },
};
