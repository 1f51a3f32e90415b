export const interactions = {
  kind: {
    CUSTOMER_CREATED: "建立档案",
    CUSTOMER_CHANGED: "修改资料",
    ORDER_RECORDED: "成交",
    ORDER_CHANGED: "修改订单",
    NOTE_WRITTEN: "跟进",
    COMPLAINT_FILED: "投诉",
    COMPLAINT_STATUS_CHANGED: "投诉处理",
  },
  note: {
    open: "写跟进",
    write: "写跟进",
    text: "跟进内容",
    placeholder: "写下客户说了什么、喜欢什么、下次要注意什么……",
    save: "保存跟进记录",
    done: "跟进记录已保存",
    edit: "修改跟进记录",
    edited: "跟进记录已修改",
    wasEdited: "有修改",
  },
  noNotes: { title: "还没有跟进记录", text: "和客户聊过以后，在上面记一笔，同事接手时就有数了。" },
  noTimeline: { title: "还没有动态", text: "录入订单、写跟进、修改资料，都会出现在这里。" },
};
