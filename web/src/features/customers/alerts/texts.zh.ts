/** Words of the alerts, which come with the bell. */
export const alerts = {
  title: "客户变动提醒",
  unread_other: "{{number}} 条未读",
  noneUnread: "没有未读",
  new: "新",
  none: "还没有变动提醒",
  noneText: "别人修改了你负责的客户，会在这里告诉你。",
  customers_other: "你负责的 {{count}} 位客户",
  gone: "你已看不到这位客户",
  owner: "更换了负责人",
  changed: "修改了{{fields}}",
  changedSomething: "有内容被修改",
};
