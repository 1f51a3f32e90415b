export const ledger = {
  title: "Customers",
  search: {
    label: "Search customers",
    placeholder: "Search customers",
    hint: "Finds names, nicknames, pinyin (wangxm), initials (wxm), customer IDs and the last four digits of a phone",
    clear: "Clear the search",
  },
};
