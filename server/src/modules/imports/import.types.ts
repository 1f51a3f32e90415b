import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionOf } from "../../platform/connection.ts";
import { UserError } from "../../platform/errors.ts";
import { DateTimeScalar, Node } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";
import { CustomerKind } from "../customers/customer.entity.ts";
import { ImportSource } from "./import.entity.ts";
import { ImportState } from "./import-state.ts";
import { ImportTarget } from "./import-target.ts";
import type { ImportFailure } from "./import-failure.ts";
import type { SpreadsheetColumn } from "./reading/columns.ts";

registerEnumType(ImportSource, {
  name: "ImportSource",
  description: "Where an import's rows come from 导入来源.",
  valuesConfig: {
    FILE: { description: "A spreadsheet that somebody uploaded 上传的表格." },
    DEMO: { description: "The invented customers of the demo archive 演示档案." },
  },
});

registerEnumType(ImportState, {
  name: "ImportState",
  description: "Where an import stands 导入状态.",
  valuesConfig: {
    READING: { description: "The file is being read 正在读取." },
    CHECKING: { description: "The dry run is going on 正在检查." },
    READY: { description: "The dry run is there to look at; nothing is taken in yet 等待确认." },
    RUNNING: { description: "Rows are being taken in 正在导入." },
    FINISHED: { description: "Everything is taken in but the problem rows 已完成." },
    REVERTING: { description: "It is being taken back 正在撤销." },
    REVERTED: { description: "It was taken back 已撤销." },
    FAILED: { description: "It could not go on; `failure` says why 失败." },
    DISCARDED: { description: "It was thrown away before it began 已放弃." },
  },
});

export enum ImportFormat {
  XLSX = "XLSX",
  CSV = "CSV",
}

registerEnumType(ImportFormat, {
  name: "ImportFormat",
  description: "What kind of file it was 文件格式.",
  valuesConfig: {
    XLSX: { description: "An Excel workbook Excel 工作簿." },
    CSV: { description: "Text with separators CSV 文件." },
  },
});

registerEnumType(ImportTarget, {
  name: "ImportTarget",
  description: "What a column is taken in as 列的含义.",
  valuesConfig: {
    CUSTOMER_ID: { description: "The shop's own ID or nickname of the customer 客户ID." },
    MEMBER_LEVEL: { description: "Member level 会员级别." },
    NAME: { description: "Real name 真实姓名." },
    EMAIL: { description: "E-mail 电子邮箱." },
    PHONE: { description: "Phone 联系方式." },
    ADDRESS: { description: "Delivery address 收货地址; several columns make one address." },
    ORDERED_ON: { description: "Day of the deal 交易日期, and its time of day where the cell tells it." },
    GOODS: { description: "Goods bought 购买商品." },
    QUANTITY: { description: "How many 数量." },
    AMOUNT: { description: "Amount of the deal 成交金额." },
    ORDER_NUMBER: { description: "Order number of the shop's platform 订单号." },
    PAYMENT_METHOD: { description: "How the deal was paid 支付方式." },
    CHANNEL: { description: "Channel 渠道." },
    NOTE: { description: "Note about the customer 备注." },
    FIELD: {
      description:
        "A field of the archive, or one that the firm made 档案字段或自定义字段; `field` says which.",
    },
  },
});

@ObjectType("ImportColumn", {
  simpleResolvers: true,
  description: "A column of the file and what it is taken in as 文件的一列.",
})
export class ImportColumnType {
  @Field(() => Int, { description: "Place in the file, from 0 列序号." })
  position!: number;

  @Field(() => String, { description: "The heading 表头; empty when the column has none." })
  header!: string;

  @Field(() => ImportTarget, {
    nullable: true,
    description: "What it is taken in as 含义; null when it is left out.",
  })
  target!: ImportTarget | null;

  @Field(() => String, {
    nullable: true,
    description: "Of FIELD: the field's name 字段名; null of others.",
  })
  field!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What the field is called 字段名称, in the caller's language; null of one that is gone.",
  })
  fieldLabel!: string | null;

  @Field(() => [String], {
    description: "The first values of the column 示例; personal ones are masked.",
  })
  samples!: string[];
}

@ObjectType({ simpleResolvers: true, description: "How far the work has come 进度." })
export class ImportProgress {
  @Field(() => Int, { description: "Rows done in the present state 已处理行数." })
  rowsDone!: number;

  @Field(() => Int, { nullable: true, description: "Rows in all 总行数; null while the file is read." })
  rowsTotal!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Rows a second 每秒行数; null when nothing is going on.",
  })
  rowsPerSecond!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Seconds until the end at this rate 预计剩余秒数; null when unknown.",
  })
  secondsLeft!: number | null;
}

@ObjectType({ simpleResolvers: true, description: "What an import comes to, in numbers 导入统计." })
export class ImportCounts {
  @Field(() => Int, { description: "Rows of data 数据行数." })
  rows!: number;

  @Field(() => Int, { description: "Customers who are new 新客户." })
  newCustomers!: number;

  @Field(() => Int, { description: "Of the new customers, those without a deal 其中潜在客户." })
  potentialCustomers!: number;

  @Field(() => Int, { description: "Orders that are new 新订单." })
  newOrders!: number;

  @Field(() => Int, { description: "Empty fields of known customers that are filled 补全的资料项." })
  filledFields!: number;

  @Field(() => Int, { description: "Notes that are new 新备注." })
  newNotes!: number;

  @Field(() => Int, { description: "Rows that say nothing new 已有的行." })
  knownRows!: number;

  @Field(() => Int, {
    description: "Values that differ from the archive, for somebody to decide 待确认的变更.",
  })
  proposals!: number;

  @Field(() => Int, { description: "Rows that cannot be taken in as they are 有问题的行." })
  problemRows!: number;

  @Field(() => Int, { description: "Rows that are no data, such as totals, or were dismissed 跳过的行." })
  skippedRows!: number;

  @Field(() => [String], { description: "Member levels that nobody knew before 新会员级别." })
  newMemberLevels!: string[];

  @Field(() => [String], { description: "Channels that nobody knew before 新渠道." })
  newChannels!: string[];
}

@ObjectType("Import", {
  implements: Node,
  simpleResolvers: true,
  description: "A spreadsheet on its way into the archive 导入.",
})
export class ImportType extends Node {
  readonly __typename!: "Import";
  recordId!: string;
  createdById!: string | null;
  channelId!: string | null;
  duplicateOfId!: string | null;
  failed!: ImportFailure | null;
  fileColumns!: SpreadsheetColumn[];

  @Field(() => String, { description: "Number for people 导入编号, e.g. DR-000012." })
  number!: string;

  @Field(() => Int, { description: "Grows with each step 版本号; give it back as `expectedVersion`." })
  version!: number;

  @Field(() => ImportSource, { description: "Where the rows come from 来源." })
  source!: ImportSource;

  @Field(() => ImportState, { description: "Where it stands 状态." })
  state!: ImportState;

  @Field(() => String, { description: "Name of the file 文件名." })
  fileName!: string;

  @Field(() => Int, { description: "Size of the file in bytes 文件大小." })
  fileSize!: number;

  @Field(() => ImportFormat, { nullable: true, description: "Kind of file 文件格式; null for none." })
  format!: ImportFormat | null;

  @Field(() => String, { nullable: true, description: "Encoding of a CSV file 编码, e.g. GB18030." })
  encoding!: string | null;

  @Field(() => String, { nullable: true, description: "The sheet that is taken in 工作表." })
  sheetName!: string | null;

  @Field(() => [String], { description: "All sheets of the workbook 全部工作表." })
  sheetNames!: string[];

  @Field(() => String, { nullable: true, description: "What stands above the header 标题行." })
  title!: string | null;

  @Field(() => Int, { nullable: true, description: "Row number of the header 表头所在行." })
  headerRow!: number | null;

  @Field(() => CustomerKind, {
    description: "What kind of customers the file makes 客户类型, and whose fields its columns may be.",
  })
  customerKind!: CustomerKind;

  @Field(() => ImportProgress, { description: "How far the work has come 进度." })
  progress!: ImportProgress;

  @Field(() => ImportCounts, {
    description: "What it comes to: of the dry run until FINISHED, then of what was done 统计.",
  })
  counts!: ImportCounts;

  @Field(() => DateTimeScalar, { description: "When the file came in 上传时间." })
  createdAt!: Moment;

  @Field(() => DateTimeScalar, { nullable: true, description: "When taking in began 开始时间." })
  startedAt!: Moment | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When everything was taken in 完成时间." })
  finishedAt!: Moment | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was taken back 撤销时间." })
  revertedAt!: Moment | null;

  @Field(() => Int, {
    description: "Records that a revert kept because somebody changed them since 撤销时保留的记录.",
  })
  keptRecords!: number;
}

@ObjectType({ simpleResolvers: true, description: "A page of imports 导入列表的一页." })
export class ImportConnection extends connectionOf(ImportType, "Import", "导入") {}

@InputType({ description: "What a column is to be taken in as 列的含义." })
export class ImportColumnInput {
  @Field(() => Int, { description: "Place in the file, from 0 列序号." })
  position!: number;

  @Field(() => ImportTarget, {
    nullable: true,
    description: "What it is taken in as 含义; null leaves the column out.",
  })
  target?: ImportTarget | null;

  @Field(() => String, {
    nullable: true,
    description: "With FIELD: the name of the field 字段名, one of `importFields` of the file's kind.",
  })
  field?: string | null;
}

@InputType({ description: "How a file is to be understood 调整列的含义. The dry run is made again." })
export class MapImportColumnsInput {
  @Field(() => ID, { description: "The import 导入." })
  importId!: string;

  @Field(() => Int, { description: "The version that was read 版本号." })
  expectedVersion!: number;

  @Field(() => [ImportColumnInput], { description: "The columns to change 要调整的列; others stay." })
  columns!: ImportColumnInput[];

  @Field(() => Int, {
    nullable: true,
    description: "A later row as the header 表头所在行; rows above it are left out.",
  })
  headerRow?: number | null;

  @Field(() => ID, {
    nullable: true,
    description: "The channel of customers whose row names none 默认渠道; null for none, omitted stays.",
  })
  channelId?: string | null;

  @Field(() => CustomerKind, {
    nullable: true,
    description:
      "What kind of customers the file makes 客户类型; omitted stays. Another kind leaves columns out whose fields it does not have, and looks at the headings again.",
  })
  customerKind?: CustomerKind | null;
}

@InputType({ description: "Which import, as it was read 要处理的导入." })
abstract class ImportStepInput {
  @Field(() => ID, { description: "The import 导入." })
  importId!: string;

  @Field(() => Int, { description: "The version that was read 版本号." })
  expectedVersion!: number;
}

@InputType({ description: "An import to take in 开始导入." })
export class StartImportInput extends ImportStepInput {}

@InputType({ description: "An import to throw away 放弃导入." })
export class DiscardImportInput extends ImportStepInput {}

@InputType({ description: "An import to take back 撤销导入." })
export class RevertImportInput extends ImportStepInput {}

@InputType({ description: "A reverted import to take in again 重新导入." })
export class RepeatImportInput extends ImportStepInput {}

@ObjectType({
  simpleResolvers: true,
  description: "The import after a step, or why there was none 导入操作的结果.",
})
export class ImportPayload {
  @Field(() => ImportType, { nullable: true, description: "The import as it is now 导入." })
  import!: ImportType | null;

  @Field(() => [UserError], { description: "Why nothing was changed 错误; empty when it was." })
  errors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "The demo archive on its way out 移除演示档案的结果." })
export class RemoveDemoArchivePayload extends ImportPayload {}
