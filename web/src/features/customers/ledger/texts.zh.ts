export const ledger = {
  title: "客户档案",
  total_other: "共 {{text}} 位客户",
  create: "建档",
  import: "导入表格",
  drop: "松开鼠标，导入这份表格",
  column: { name: "客户" },
  search: {
    label: "搜索客户",
    placeholder: "搜索客户",
    hint: "可以搜姓名、客户ID、拼音（wangxm）、首字母（wxm）、档案编号、手机后四位",
  },
  filter: {
    label: "筛选",
    all: "全部",
    demo: "示例客户",
    demoOnly: "只看示例客户",
    demoNone: "不看示例客户",
    clear: "清除筛选",
  },
  order: { label: "排序", LAST_DEAL: "按最近成交", TOTAL_SPENT: "按成交总额", NEWEST: "按建档时间" },
  nothing: {
    search: "没有找到“{{search}}”",
    filter: "没有符合条件的客户",
  },
  first: {
    title: "还没有客户档案",
    text: "把店里一直在用的客户表格（Excel 或 CSV）拖到这个页面，就能一次建好全部档案；也可以一位一位地建。",
    wait: "等同事导入或建档以后，客户会出现在这里。",
    import: "导入表格",
  },
  record: {
    label: "客户资料卡",
    previous: "上一位客户",
    next: "下一位客户",
    page: "在整页中打开",
    close: "关闭资料卡",
  },
};
