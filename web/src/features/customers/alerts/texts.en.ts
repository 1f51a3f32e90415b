/** Words of the alerts, which come with the bell. */
export const alerts = {
  title: "Changes of your customers",
  unread_one: "{{number}} unread",
  unread_other: "{{number}} unread",
  noneUnread: "none unread",
  new: "new",
  none: "No changes yet",
  noneText: "When somebody else changes a customer of yours, you are told here.",
  customers_one: "{{count}} customer of yours",
  customers_other: "{{count}} customers of yours",
  gone: "A customer that you no longer see",
  owner: "Has another owner now",
  changed: "Changed: {{fields}}",
  changedSomething: "Something was changed",
};
