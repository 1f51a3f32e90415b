export const components = {
  masked: {
    empty: "未填写",
    hidden: "无权查看",
    masked: "已隐去一部分：{{text}}",
  },
  error: {
    title: "这里没能加载出来",
    retry: "再试一次",
    requestId: "问题编号 {{id}}",
    copyRequestId: "复制问题编号",
  },
  copy: { copy: "复制", copied: "已复制" },
  progress: {
    rate: "每秒 {{rate}} 行",
    almost: "马上就好",
    secondsLeft_other: "还需约 {{count}} 秒",
    minutesLeft_other: "还需约 {{count}} 分钟",
    hoursLeft_other: "还需约 {{count}} 小时",
    of: "{{done}} / {{total}} 行",
    done: "{{done}} 行",
  },
  language: "语言",
  theme: { label: "外观", light: "浅色", dark: "深色", system: "跟随系统" },
  close: "关闭",
  none: "无",
  list: { loading: "正在加载更多…", failed: "没能加载更多，点这里再试", end: "已经到底了" },
  text: { more: "展开全文", less: "收起" },
};
