/** 档案的来源、完整度与时效, which come with their dialogs and pages. */
export const upkeep = {
  why: {
    from: "来源",
    by: "记录人",
    purpose: "保存目的",
    nothing: "这一项现在没有内容",
    order: "订单 {{number}}",
    review: "客户评价",
    import: "导入 {{number}}",
    row: "第 {{row}} 行",
    accepted: "经人工采用",
    channel: "渠道：{{channel}}",
    operation: {
      opened: "建档时填写",
      typed: "在控制台填写",
      restored: "从变更记录恢复",
      import: "随导入写入",
      program: "由接口写入",
      commandLine: "由命令行写入",
      rule: "系统自动写入",
    },
  },
  former: "以前的内容",
  restore: {
    done: "已恢复“{{field}}”以前的内容",
    undone: "已撤销恢复“{{field}}”",
  },
};
