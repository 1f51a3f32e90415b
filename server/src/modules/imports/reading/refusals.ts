export type Words = { readonly zh: string; readonly en: string };

/**
 * Why a whole file is refused, in the words of the person who dropped it in. `{…}` stands for a detail of the refusal.
 */
export const REFUSALS = {
  EMPTY_FILE: {
    zh: "这个文件是空的。请在表格软件里打开原文件确认有内容，保存后再上传。",
    en: "This file is empty. Open the original in your spreadsheet program, check that it has content, save it and upload it again.",
  },
  FILE_TOO_LARGE: {
    zh: "文件超过 {limit} MB。请拆成几份分别上传，或删掉表里的图片后再保存。",
    en: "The file is larger than {limit} MB. Split it into several files, or remove the pictures in it and save it again.",
  },
  NOT_A_SPREADSHEET: {
    zh: "这不是表格文件。请上传 Excel 工作簿（.xlsx）或 CSV 文件（.csv）。",
    en: "This is not a spreadsheet. Upload an Excel workbook (.xlsx) or a CSV file (.csv).",
  },
  OLD_FORMAT: {
    zh: "这是旧版 Excel 文件（.xls）。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后再上传。",
    en: "This is an old Excel file (.xls). Open it in Excel or WPS, save it as “Excel Workbook (.xlsx)” and upload that.",
  },
  OTHER_SPREADSHEET: {
    zh: "暂时读不了这种表格（{kind}）。请在原来的软件里打开，另存为“Excel 工作簿（.xlsx）”后再上传。",
    en: "This kind of spreadsheet ({kind}) cannot be read. Open it in its own program, save it as “Excel Workbook (.xlsx)” and upload that.",
  },
  WEB_PAGE: {
    zh: "这个文件其实是网页格式，只是取了表格的文件名（很多后台导出都这样）。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后再上传。",
    en: "This file is really a web page with a spreadsheet's name, as many back offices export it. Open it in Excel or WPS, save it as “Excel Workbook (.xlsx)” and upload that.",
  },
  ENCRYPTED: {
    zh: "这个文件设了打开密码。请用密码打开，取消密码后另存，再上传。",
    en: "This file is protected with a password. Open it, remove the password, save it and upload it again.",
  },
  CUT_SHORT: {
    zh: "这个文件不完整，后面一部分丢了（可能是下载或复制中断）。请重新下载或复制一份再上传。",
    en: "This file is incomplete: its end is missing, perhaps because a download or copy was interrupted. Fetch it again and upload that.",
  },
  DAMAGED: {
    zh: "这个文件已损坏，读不出来。请用 Excel 或 WPS 打开（必要时修复），另存一份后再上传。",
    en: "This file is damaged and cannot be read. Open it in Excel or WPS, let it be repaired if asked, save a copy and upload that.",
  },
  TOO_LARGE_UNPACKED: {
    zh: "这个文件解压后过大，出于安全没有读取。请把需要的行复制到新的工作簿里，另存后再上传。",
    en: "This file unpacks to far too much data and was not read, for safety. Copy the rows you need into a new workbook, save it and upload that.",
  },
  TOO_MANY_PARTS: {
    zh: "这个文件里的内容项多得不正常，出于安全没有读取。请把需要的行复制到新的工作簿里，另存后再上传。",
    en: "This file holds an unusual number of parts and was not read, for safety. Copy the rows you need into a new workbook, save it and upload that.",
  },
  UNSAFE_CONTENT: {
    zh: "这个文件里有表格不该有的内容，出于安全没有读取。请把需要的行复制到新的工作簿里，另存后再上传。",
    en: "This file contains something that no spreadsheet needs and was not read, for safety. Copy the rows you need into a new workbook, save it and upload that.",
  },
  SHEET_NOT_FOUND: {
    zh: "文件里没有名为“{sheet}”的工作表。现有：{sheets}。请从中选一个。",
    en: "There is no sheet named “{sheet}” in this file. It has: {sheets}. Choose one of these.",
  },
  NO_ROWS: {
    zh: "表格里没有数据。请确认数据在这个文件里，保存后再上传。",
    en: "The spreadsheet has no data. Check that the rows are in this file, save it and upload it again.",
  },
  NO_HEADER: {
    zh: "前 {rows} 行里没有找到表头。表头要有“客户ID、真实姓名、联系方式、交易日期、购买商品、成交金额”这样的列名，至少两个。请补上表头再上传，或者自己指定每一列是什么。",
    en: "No header row was found in the first {rows} rows. It needs at least two column names such as “Customer ID, Name, Phone, Order date, Goods, Amount” (in Chinese or English). Add one and upload again, or say yourself what each column is.",
  },
  TOOK_TOO_LONG: {
    zh: "读取这个文件用时过长，已停止。请拆成几份分别上传。",
    en: "Reading this file took too long and was stopped. Split it into several files and upload them one by one.",
  },
} as const satisfies Record<string, Words>;

export type RefusalCode = keyof typeof REFUSALS;
export type RefusalDetails = Readonly<Record<string, string | number>>;

/** A file that is not taken in, with a reason that a person can act on. */
export class SpreadsheetRefusal extends Error {
  readonly code: RefusalCode;
  readonly details: RefusalDetails;

  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(refusalText(code, "en", details));
    this.name = "SpreadsheetRefusal";
    this.code = code;
    this.details = details;
  }
}

export function refusalText(code: RefusalCode, language: keyof Words, details: RefusalDetails = {}): string {
  return fillIn(REFUSALS[code][language], details);
}

/** Puts details in the places that a text leaves open: `{sheet}`. */
export function fillIn(text: string, details: RefusalDetails): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
}
