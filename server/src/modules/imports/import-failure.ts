import { text, type Language, type Text } from "../../platform/language.ts";
import { REFUSALS, refusalText, type RefusalCode, type RefusalDetails } from "./reading/refusals.ts";

/** Why an import failed, without a word of the file: the text is made for whoever reads it. */
export interface ImportFailure {
  readonly code: RefusalCode | keyof typeof FAILURES;
  readonly details?: RefusalDetails;
}

const FAILURES = {
  READING_INTERRUPTED: text(
    "读取文件时服务器中断了，文件没有保存下来，也没有任何数据被导入。请重新上传。",
    "The server stopped while it read the file. The file is not kept, and nothing was taken in. Upload it again.",
  ),
  WORK_FAILED: text(
    "处理时反复出错，已停下。已写入的数据可以撤销；请把导入编号告诉管理员。",
    "The work failed several times and was stopped. What was written can be reverted. Give the import's number to your administrator.",
  ),
  NOT_ALLOWED_ANY_MORE: text(
    "发起导入的人已停用或不再有导入权限，因此停下。已写入的数据可以撤销。",
    "Whoever started this import is disabled or may not import any more, so it was stopped. What was written can be reverted.",
  ),
  FIELD_NOT_ALLOWED: text(
    "其中一列对应的字段已停用、未启用，或发起导入的人不再有权填写，因此停下。已写入的数据可以撤销。",
    "The field of one of the columns was archived or closed, or whoever started this import may not fill it any more, so it was stopped. What was written can be reverted.",
  ),
} satisfies Record<string, Text>;

export function failureText(failure: ImportFailure, language: Language): string {
  const { code } = failure;
  return code in REFUSALS
    ? refusalText(code as RefusalCode, language, failure.details)
    : FAILURES[code as keyof typeof FAILURES][language];
}
