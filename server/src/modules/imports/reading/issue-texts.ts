import { fillIn } from "./refusals.ts";
import type { RefusalDetails, Words } from "./refusals.ts";

/** What is wrong with one cell, and what to do about it, in the words of the person who mends it. */
export const ISSUES = {
  TOO_LONG: {
    zh: "内容太长，最多 {limit} 个字。请删短一些，多出的写到备注里。",
    en: "Too long: at most {limit} characters. Shorten it, or move the rest to the note.",
  },
  CONTROL_CHARACTERS: {
    zh: "里面有看不见的控制字符。请删掉这一格，重新输入。",
    en: "It contains invisible control characters. Clear the cell and type it again.",
  },
  FORMULA_ERROR: {
    zh: "公式出错，显示为 {text}。请在表格里改好公式，或直接填上数值。",
    en: "The formula failed and shows {text}. Mend the formula, or type the value itself.",
  },
  FORMULA_WITHOUT_VALUE: {
    zh: "这一格是公式，但文件里没有保存结果。请用 Excel 或 WPS 打开文件、保存一次再上传，或直接填上数值。",
    en: "This is a formula whose result was not saved. Open the file in Excel or WPS, save it and upload it again, or type the value itself.",
  },
  DIGITS_LOST: {
    zh: "数字太长，表格软件只保留了前 15 位，后面的已经丢失（{text}）。请把这一列设为“文本”格式，照原样重新填写。",
    en: "The number is too long: the spreadsheet program kept 15 digits only and lost the others ({text}). Format the column as text and type it again from the original.",
  },
  EMAIL_NOT_VALID: {
    zh: "不是有效的邮箱地址。请写成 name@example.com 的样子，没有邮箱就留空。",
    en: "This is not an e-mail address. Write it like name@example.com, or leave the cell empty.",
  },
  EMAIL_SEVERAL: {
    zh: "一格里写了不止一个邮箱。请只留一个，其余的写到备注里。",
    en: "There is more than one e-mail address in this cell. Keep one and move the others to the note.",
  },
  PHONE_NOT_VALID: {
    zh: "不是有效的电话号码。手机号是 11 位；固定电话请带区号，如 0571-88888888；境外号码请以 + 和国家代码开头。",
    en: "This is not a phone number. A Chinese mobile number has 11 digits; a landline needs its area code, as in 0571-88888888; a number abroad begins with + and its country code.",
  },
  PHONE_NO_AREA_CODE: {
    zh: "固定电话少了区号。请补上，如 0571-{text}。",
    en: "The landline lacks its area code. Add it, as in 0571-{text}.",
  },
  PHONE_SEVERAL: {
    zh: "一格里写了不止一个号码。请只留一个，其余的写到备注里。",
    en: "There is more than one number in this cell. Keep one and move the others to the note.",
  },
  PHONE_MASKED: {
    zh: "号码被打了星号，无法使用。请从平台导出完整号码，或留空。",
    en: "Part of the number is hidden by asterisks. Export it in full from the platform, or leave the cell empty.",
  },
  PHONE_EXTENSION: {
    zh: "号码带有分机号。请只留总机号码，把分机号写到备注里。",
    en: "The number has an extension. Keep the main number and move the extension to the note.",
  },
  DATE_NOT_VALID: {
    zh: "看不懂这个日期。请写成 2026-03-08 的样子。",
    en: "This is not a date. Write it like 2026-03-08.",
  },
  DATE_DOES_NOT_EXIST: {
    zh: "日历上没有 {text} 这一天。请核对后改正。",
    en: "There is no such day as {text}. Check it and correct it.",
  },
  DATE_ORDER_UNCLEAR: {
    zh: "分不清哪个是月、哪个是日。请写成 2026-03-08 的样子。",
    en: "It is unclear which part is the month and which the day. Write it like 2026-03-08.",
  },
  DATE_YEAR_UNCLEAR: {
    zh: "年份不完整。请写出四位年份，如 2026-03-08。",
    en: "The year is missing or not complete. Write all four digits, as in 2026-03-08.",
  },
  DATE_DAY_MISSING: {
    zh: "只有年月，没有写日。请补上日，如 2026-03-08。",
    en: "The day is missing. Add it, as in 2026-03-08.",
  },
  DATE_SERIAL: {
    zh: "这一格显示的是日期的内部序号（可能是 {date}）。请把这一列设为“日期”格式，或直接写成 {date} 的样子。",
    en: "This is a date's internal number (perhaps {date}). Format the column as a date, or write it like {date}.",
  },
  DATE_TOO_EARLY: {
    zh: "日期早于 {limit}，应该是填错了。请核对年份。",
    en: "The date is before {limit}, which must be a mistake. Check the year.",
  },
  DATE_TOO_LATE: {
    zh: "日期晚于 {limit}，应该是填错了。请核对年份。",
    en: "The date is after {limit}, which must be a mistake. Check the year.",
  },
  AMOUNT_NOT_VALID: {
    zh: "不是有效的金额。请只填数字，如 1280.00。",
    en: "This is not an amount. Write a plain number, such as 1280.00.",
  },
  AMOUNT_WITH_UNIT: {
    zh: "请不要用“万”“千”“k”作单位，写出完整的数字，如 12000.00。",
    en: "Write the number in full instead of using 万, 千 or k as a unit, such as 12000.00.",
  },
  AMOUNT_OTHER_CURRENCY: {
    zh: "这里只收人民币金额。请换算成人民币，只填数字。",
    en: "Amounts are in Chinese yuan here. Convert it and write the number alone.",
  },
  AMOUNT_NEGATIVE: {
    zh: "成交金额不能是负数。退款请不要放在成交记录里。",
    en: "A deal's amount cannot be negative. Leave refunds out of the list of deals.",
  },
  AMOUNT_DECIMALS: {
    zh: "金额最多两位小数。请核对后改到分，如 1280.05。",
    en: "An amount has at most two decimals. Check it and write it to the cent, such as 1280.05.",
  },
  AMOUNT_TOO_LARGE: {
    zh: "金额大得不合理（超过 {limit}）。请核对后改正。",
    en: "The amount is unreasonably large (over {limit}). Check it and correct it.",
  },
  MERGED_NUMBER: {
    zh: "这个数字是好几行合并在一起的，不知道每一单是多少。请取消合并，给每行填上自己的数字。",
    en: "This number is merged over several rows, so each deal's share is unknown. Unmerge the cells and give every row its own number.",
  },
  QUANTITY_NOT_VALID: {
    zh: "数量要填大于 0 的整数，如 2。",
    en: "The quantity must be a whole number above 0, such as 2.",
  },
  LINE_BAD_CHARACTERS: {
    zh: "第 {line} 行有乱码，没有读入。请用原来的软件重新导出，编码选 UTF-8，或在这里照原样重填。",
    en: "Line {line} contains damaged characters and was not read. Export the file again as UTF-8, or type the row here from the original.",
  },
  LINE_NUL_CHARACTER: {
    zh: "第 {line} 行夹有空字符（NUL），没有读入。请在原表里重填这一行，再导出。",
    en: "Line {line} contains a NUL character and was not read. Type the row again in the original and export it again.",
  },
  LINE_TOO_LONG: {
    zh: "第 {line} 行超过 1 MB，没有读入。请检查是不是少了换行。",
    en: "Line {line} is longer than 1 MB and was not read. Check whether line breaks are missing.",
  },
  LINE_OPEN_QUOTE: {
    zh: "第 {line} 行的英文双引号不成对，没有读入。请删掉多余的引号，或用表格软件重新导出。",
    en: "The double quotes in line {line} do not pair up, so it was not read. Remove the extra one, or export the file again from your spreadsheet program.",
  },
} as const satisfies Record<string, Words>;

export type IssueCode = keyof typeof ISSUES;
export type IssueDetails = RefusalDetails;

export function issueText(code: IssueCode, language: keyof Words, details: IssueDetails = {}): string {
  return fillIn(ISSUES[code][language], details);
}
