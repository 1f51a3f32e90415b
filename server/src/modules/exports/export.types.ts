import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { UserError } from "../../platform/errors.ts";
import { DateTimeScalar } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";
import { CustomerFilter } from "../customers/customer-input.types.ts";
import { CustomerOrdering, RevealReason } from "../customers/customer-words.types.ts";
import { ExportFailure, ExportFormat, ExportProfile, ExportState } from "./export.entity.ts";

registerEnumType(ExportProfile, {
  name: "ExportProfile",
  description: "Which list of customers goes out 导出哪一种名单.",
  valuesConfig: {
    ROSTER: {
      description: "The customer roster 客户名册: a row for each customer, made to be sent or printed.",
    },
    CUSTOMER_SHEET: {
      description:
        "The customer archive sheet 客户档案表: its nine columns, a row for each deal. Can be imported again.",
    },
    LEDGER: { description: "The customer list with the columns that are chosen 自选列." },
  },
});
registerEnumType(ExportFormat, {
  name: "ExportFormat",
  description: "What the list goes out as 导出方式.",
  valuesConfig: {
    SPREADSHEET: { description: "An .xlsx file 表格文件." },
    PRINT: {
      description: "JSON with title, columns and rows, to be laid out on paper 打印; at most 5,000 rows.",
    },
  },
});
registerEnumType(ExportState, {
  name: "ExportState",
  description: "How an export stands 导出状态.",
  valuesConfig: {
    WAITING: { description: "Not fetched yet 等待下载." },
    RUNNING: { description: "Being fetched 正在导出." },
    FINISHED: { description: "Fetched whole 已完成." },
    FAILED: { description: "Came to no end 未完成; see `failure`." },
  },
});
registerEnumType(ExportFailure, {
  name: "ExportFailure",
  description: "Why an export came to no end 导出未完成的原因.",
  valuesConfig: {
    ACCESS_ENDED: { description: "The right to it was taken away meanwhile 权限已被收回." },
    LEFT: { description: "Whoever fetched it went away 下载中断." },
    BROKEN: { description: "Something went wrong on the server 服务器出错." },
  },
});

/** What a column's values are, for whoever lays them out. */
export enum ExportColumnKind {
  TEXT = "TEXT",
  DAY = "DAY",
  MONEY = "MONEY",
  COUNT = "COUNT",
}
registerEnumType(ExportColumnKind, {
  name: "ExportColumnKind",
  description: "What the values of a column are 列的类型.",
  valuesConfig: {
    TEXT: { description: "Text 文字; never read as a number or a formula." },
    DAY: { description: "Calendar day 日期." },
    MONEY: { description: "Amount of money 金额, with two decimals." },
    COUNT: { description: "Whole number 数量." },
  },
});

@ObjectType({ simpleResolvers: true, description: "A column of an export 导出的列." })
export class ExportColumnType {
  @Field(() => String, { description: "What `prepareExport` calls it 列名." })
  name!: string;

  @Field(() => String, { description: "Heading 表头, in the caller's language; of a form in Chinese." })
  label!: string;

  @Field(() => ExportColumnKind, { description: "What its values are 类型." })
  kind!: ExportColumnKind;

  @Field(() => Boolean, { description: "Masked unless asked for in clear 是否为个人信息." })
  personal!: boolean;

  @Field(() => Boolean, {
    description: "Whether the caller may have its values in clear 能否导出明文, for a reason.",
  })
  viewerCanClear!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description: "What an export would hold 导出预览, for the caller and at this moment.",
})
export class ExportOffer {
  @Field(() => [ExportColumnType], {
    description: "The columns to choose from, or those that the list has 可选的列.",
  })
  columns!: ExportColumnType[];

  @Field(() => Int, { description: "Customers in it 客户数." })
  customers!: number;

  @Field(() => Int, { description: "Rows in it 行数: of the archive sheet one for each deal." })
  rows!: number;

  @Field(() => Int, { description: "The most rows that can be printed at once 一次最多打印的行数." })
  mostRowsToPrint!: number;
}

@ObjectType("Export", {
  simpleResolvers: true,
  description:
    "A list of customers on its way out 导出. Seen by whoever asked for it; it holds no customer's data.",
})
export class ExportType {
  @Field(() => ID, { description: "Id in the graph 全局编号." })
  id!: string;

  @Field(() => ExportProfile, { description: "Which list 名单." })
  profile!: ExportProfile;

  @Field(() => ExportFormat, { description: "As what 导出方式." })
  format!: ExportFormat;

  @Field(() => ExportState, { description: "How it stands 状态." })
  state!: ExportState;

  @Field(() => ExportFailure, { nullable: true, description: "Why it came to no end 未完成的原因." })
  failure!: ExportFailure | null;

  @Field(() => Int, { description: "Rows in all 总行数, as counted when it was prepared." })
  rowsTotal!: number;

  @Field(() => Int, { description: "Rows that are out 已导出行数." })
  rowsDone!: number;

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

  @Field(() => DateTimeScalar, { description: "Until when its address may be opened 下载地址有效期." })
  openUntil!: Moment;
}

@InputType({ description: "Why personal values go out in clear 导出明文的原因." })
export class ExportClearInput {
  @Field(() => RevealReason, { description: "The reason 原因; kept in the change log." })
  reason!: RevealReason;

  @Field(() => String, {
    nullable: true,
    description: "The reason in words 说明; needed for OTHER, at most 200 characters.",
  })
  reasonText?: string | null;
}

@InputType({ description: "A list of customers to take out 导出." })
export class PrepareExportInput {
  @Field(() => ExportProfile, { description: "Which list 名单." })
  profile!: ExportProfile;

  @Field(() => ExportFormat, { defaultValue: ExportFormat.SPREADSHEET, description: "As what 导出方式." })
  format!: ExportFormat;

  @Field(() => [String], {
    nullable: true,
    description: "Names of the columns, in their order 列, of LEDGER: 1–40 of those that `exportOffer` has.",
  })
  columns?: string[] | null;

  @Field(() => String, { nullable: true, description: "What to look for 搜索, as in `customers`." })
  search?: string | null;

  @Field(() => CustomerFilter, {
    nullable: true,
    description: "Which customers 筛选条件, as in `customers`.",
  })
  filter?: CustomerFilter | null;

  @Field(() => CustomerOrdering, {
    defaultValue: CustomerOrdering.LAST_DEAL,
    description: "The order of the list 排序.",
  })
  orderBy!: CustomerOrdering;

  @Field(() => ExportClearInput, {
    nullable: true,
    description:
      "Given: personal values in clear where the role has the right 导出明文. Each customer counts as a reveal; null: masked.",
  })
  clear?: ExportClearInput | null;

  @Field(() => String, {
    nullable: true,
    description: "Makes a repeated request have one effect 幂等键, at most 200 characters.",
  })
  idempotencyKey?: string | null;
}

@ObjectType({ simpleResolvers: true, description: "An export that is ready to be fetched 导出准备结果." })
export class PrepareExportPayload {
  @Field(() => ExportType, { nullable: true, description: "The export 导出." })
  export!: ExportType | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Where it is fetched by GET 下载地址: once, within 60 seconds, by the same session or API key.",
  })
  url!: string | null;

  @Field(() => [UserError], { description: "Why it was refused 错误." })
  errors!: UserError[];
}
