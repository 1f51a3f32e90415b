export const interactions = {
  kind: {
    CUSTOMER_CREATED: "File opened",
    CUSTOMER_CHANGED: "Details changed",
    ORDER_RECORDED: "Deal",
    ORDER_CHANGED: "Order changed",
    NOTE_WRITTEN: "Note",
    COMPLAINT_FILED: "Complaint",
    COMPLAINT_STATUS_CHANGED: "Complaint handled",
    OWNER_CHANGED: "Owner changed",
  },
  note: {
    open: "Note",
    write: "Write a note",
    text: "Text of the note",
    placeholder: "What the customer said, likes, or wants you to remember…",
    save: "Save the note",
    done: "The note is saved",
    edit: "Edit the note",
    edited: "The note is changed",
    wasEdited: "edited",
  },
  noNotes: {
    title: "No notes yet",
    text: "Write down above what you talked about, so that a colleague who takes over knows.",
  },
  noTimeline: {
    title: "Nothing has happened yet",
    text: "Orders, notes and changes of the details appear here.",
  },
};
