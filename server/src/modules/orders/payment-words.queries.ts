import { PaymentMethod } from "./order.entity.ts";

export interface Payment {
  readonly paymentMethod: PaymentMethod;
  /** The sheet's own words where no method fits. */
  readonly otherPayment: string | null;
}

/** What shop back offices and people call them. The first that fits decides, so 货到付款 stands before 现金. */
const WORDS: readonly (readonly [PaymentMethod, RegExp])[] = [
  [PaymentMethod.CASH_ON_DELIVERY, /货到付款|到付|cash ?on ?delivery|^cod$/],
  [PaymentMethod.ALIPAY, /支付宝|花呗|余额宝|alipay|huabei/],
  [PaymentMethod.WECHAT_PAY, /微信|财付通|wechat|weixin|tenpay/],
  [PaymentMethod.BANK_TRANSFER, /转账|汇款|电汇|对公|网银|transfer|remittance/],
  [PaymentMethod.BANK_CARD, /银行卡|信用卡|储蓄卡|借记卡|银联|云闪付|刷卡|pos机?|card|unionpay/],
  [PaymentMethod.CASH, /现金|cash/],
];

/** The method that a sheet's word means; OTHER with the word itself when it is none of them. */
export function paymentOfWord(word: string): Payment {
  const plain = word.normalize("NFKC").toLowerCase();
  const found = WORDS.find(([, pattern]) => pattern.test(plain));
  return found
    ? { paymentMethod: found[0], otherPayment: null }
    : { paymentMethod: PaymentMethod.OTHER, otherPayment: word };
}
