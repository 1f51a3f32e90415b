import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionOf, PageArguments } from "../../platform/connection.ts";
import { UserError } from "../../platform/errors.ts";
import { MaskState, type CappedCount } from "../../platform/scalars.ts";
import { ImportRowState } from "./import-row.entity.ts";
import { ImportTarget } from "./import-target.ts";
import { ImportType } from "./import.types.ts";

registerEnumType(ImportRowState, {
  name: "ImportRowState",
  description: "What became of a row that was wrong 问题行的状态.",
  valuesConfig: {
    PROBLEM: { description: "Cannot be taken in as it is 待修改." },
    MENDED: { description: "Mended; taken in with the run, or at once after it 已修改." },
    DISMISSED: { description: "Not to be taken in 已忽略." },
  },
});

@ObjectType({ simpleResolvers: true, description: "What is wrong with a cell, and what to do 单元格的问题." })
export class CellIssue {
  @Field(() => String, { description: "The reason as a fixed code 原因代码, e.g. PHONE_NOT_VALID." })
  code!: string;

  @Field(() => String, { description: "What to do, in the caller's language 说明." })
  message!: string;
}

@ObjectType({ simpleResolvers: true, description: "A cell of a row 单元格." })
export class ImportCell {
  @Field(() => Int, { description: "Place of its column, from 0 列序号." })
  position!: number;

  @Field(() => String, { description: "Heading of its column 表头." })
  header!: string;

  @Field(() => ImportTarget, { nullable: true, description: "What the column is taken in as 含义." })
  target!: ImportTarget | null;

  @Field(() => String, { nullable: true, description: "Of FIELD: the field's name 字段名." })
  field!: string | null;

  @Field(() => String, {
    description:
      "What stands in it 内容. Whole where something is wrong with it and the caller may see such values whole; contact data is masked elsewhere. Empty when HIDDEN.",
  })
  value!: string;

  @Field(() => MaskState, { description: "How much of it is shown 显示状态." })
  state!: MaskState;

  @Field(() => CellIssue, {
    nullable: true,
    description: "What is wrong with it 问题; null when nothing is.",
  })
  issue!: CellIssue | null;
}

@ObjectType("ImportRow", {
  simpleResolvers: true,
  description: "A row that could not be taken in as it stood 有问题的行.",
})
export class ImportRowType {
  @Field(() => ID, { description: "Id of the row 编号." })
  id!: string;

  @Field(() => Int, { description: "Row number as the spreadsheet program shows it 行号." })
  rowNumber!: number;

  @Field(() => ImportRowState, { description: "What became of it 状态." })
  state!: ImportRowState;

  @Field(() => [ImportCell], { description: "The cells 单元格, with the reason beside each wrong one." })
  cells!: ImportCell[];
}

@ObjectType({ simpleResolvers: true, description: "A page of rows that were wrong 问题行的一页." })
export class ImportRowConnection extends connectionOf(ImportRowType, "ImportRow", "问题行") {
  count!: () => Promise<CappedCount>;
}

@ArgsType()
export class ImportRowArguments extends PageArguments {
  @Field(() => ImportRowState, {
    nullable: true,
    description: "Only rows in this state 状态; all when omitted.",
  })
  state?: ImportRowState | null;
}

@InputType({ description: "A cell as it should be 修改后的单元格." })
export class ImportCellInput {
  @Field(() => Int, { description: "Place of its column, from 0 列序号." })
  position!: number;

  @Field(() => String, { description: "What should stand in it 内容; empty for nothing." })
  value!: string;
}

@InputType({ description: "A row to mend 修改问题行." })
export class MendImportRowInput {
  @Field(() => ID, { description: "The import 导入." })
  importId!: string;

  @Field(() => ID, { description: "The row 问题行." })
  rowId!: string;

  @Field(() => [ImportCellInput], { description: "The cells that change 修改的单元格; others stay." })
  cells!: ImportCellInput[];
}

@InputType({ description: "A row that is not to be taken in 忽略问题行." })
export class DismissImportRowInput {
  @Field(() => ID, { description: "The import 导入." })
  importId!: string;

  @Field(() => ID, { description: "The row 问题行." })
  rowId!: string;
}

@ObjectType({ simpleResolvers: true, description: "The row after mending 修改问题行的结果." })
export class ImportRowPayload {
  @Field(() => ImportRowType, {
    nullable: true,
    description: "The row as it is now 问题行; still PROBLEM when something is wrong yet.",
  })
  row!: ImportRowType | null;

  @Field(() => ImportType, { nullable: true, description: "Its import 导入." })
  import!: ImportType | null;

  @Field(() => [UserError], { description: "Why nothing was changed 错误; empty when it was." })
  errors!: UserError[];
}
