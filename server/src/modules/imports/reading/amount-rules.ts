import { refused, valued } from "./cell-result.ts";
import type { CellResult } from "./cell-result.ts";
import { foldText } from "./text-rules.ts";

const LARGEST_AMOUNT = 999_999_999.99;
const LARGEST_QUANTITY = 1_000_000;
const YUAN = /^(?:人民币|rmb|cny|¥|￥)\s*|\s*(?:元整?|圆整?|块钱?|人民币|rmb|cny|¥)$/gi;
const OTHER_CURRENCY = /[$€£₩₽]|us|usd|eur|gbp|hkd|jpy|美元|美金|欧元|英镑|港币|港元|日元|韩元|台币/i;

/** An amount of yuan as an exact decimal text, 1280.50. Nothing is rounded: a third decimal is somebody's mistake. */
export function readAmount(cell: string): CellResult<string> {
  const text = foldText(cell).replace(/^'(?=[\d.])/, "");
  if (text === "") return valued<string>(null);
  const plain = text.replaceAll(YUAN, "").trim();
  if (/^\(.*\)$|^[-−–]|[-−–]$/.test(plain) || /^[-−–]/.test(text)) return negative(plain);
  if (OTHER_CURRENCY.test(plain)) return refused("AMOUNT_OTHER_CURRENCY");
  if (/^\d+(?:\.\d+)?\s*(?:万|千|百|亿|k|w)(?:元)?$/i.test(plain)) return refused("AMOUNT_WITH_UNIT");
  const digits = withoutThousands(plain.replace(/^\+/, ""));
  const match = /^(\d*)(?:\.(\d*))?$/.exec(digits ?? "");
  if (match === null || digits === undefined || !/\d/.test(digits)) return refused("AMOUNT_NOT_VALID");
  const whole = (match[1] ?? "").replace(/^0+(?=\d)/, "") || "0";
  const decimals = (match[2] ?? "").replace(/0+$/, "");
  if (decimals.length > 2) return refused("AMOUNT_DECIMALS");
  if (whole.length > 15 || Number(`${whole}.${decimals}`) > LARGEST_AMOUNT) {
    return refused("AMOUNT_TOO_LARGE", { limit: "999,999,999.99" });
  }
  return valued(`${whole}.${decimals.padEnd(2, "0")}`);
}

/** A number without what people write around it, an amount without its yuan: ¥1,280.00元. What is none stays as it is. */
export function plainNumber(folded: string, isMoney: boolean): string {
  const plain = isMoney ? folded.replaceAll(YUAN, "").trim() : folded;
  const sign = /^[-−–+]/.exec(plain)?.[0] ?? "";
  const digits = withoutThousands(plain.slice(sign.length).trim()) ?? plain.slice(sign.length);
  return sign === "" || sign === "+" ? digits : `-${digits}`;
}

function negative(text: string): CellResult<string> {
  return /\d/.test(text) ? refused("AMOUNT_NEGATIVE") : refused("AMOUNT_NOT_VALID");
}

/** 1,280.00 and 12,800; but 1,28 could be a decimal comma, so it is nothing. */
function withoutThousands(text: string): string | undefined {
  if (!/[,\s]/.test(text)) return text;
  return /^\d{1,3}(?:[,\s]\d{3})+(?:\.\d*)?$/.test(text) ? text.replaceAll(/[,\s]/g, "") : undefined;
}

export function readQuantity(cell: string): CellResult<number> {
  const text = foldText(cell).replace(/\s*[件个盒套条双瓶包箱台份只支本张袋斤]$/, "");
  if (text === "") return valued<number>(null);
  if (!/^\d{1,9}(?:\.0+)?$/.test(text)) return refused("QUANTITY_NOT_VALID");
  const quantity = Number(text);
  return quantity > 0 && quantity <= LARGEST_QUANTITY ? valued(quantity) : refused("QUANTITY_NOT_VALID");
}
