import { registerEnumType } from "type-graphql";
import { PaymentMethod } from "./order.entity.ts";

registerEnumType(PaymentMethod, {
  name: "PaymentMethod",
  description: "How a customer paid 支付方式.",
  valuesConfig: {
    ALIPAY: { description: "Alipay 支付宝." },
    WECHAT_PAY: { description: "WeChat Pay 微信支付." },
    BANK_CARD: { description: "A bank card, UnionPay among them 银行卡." },
    BANK_TRANSFER: { description: "A transfer to our account 银行转账." },
    CASH: { description: "Cash 现金." },
    CASH_ON_DELIVERY: { description: "Paid to whoever brings the goods 货到付款." },
    OTHER: { description: "Otherwise 其他; `otherPayment` says how." },
  },
});
