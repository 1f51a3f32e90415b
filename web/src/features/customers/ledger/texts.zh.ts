export const ledger = {
  title: "客户档案",
  search: {
    label: "搜索客户",
    placeholder: "搜索客户",
    hint: "可以搜姓名、昵称、拼音(wangxm)、首字母(wxm)、客户ID、手机后四位",
    clear: "清空搜索",
  },
};
