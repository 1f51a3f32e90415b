import { GraphQLError } from "graphql";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { text, type Language, type Text } from "./language.ts";

/** Why a mutation refused. Integrators branch on it; people read the message. */
export enum UserErrorCode {
  REQUIRED = "REQUIRED",
  INVALID_VALUE = "INVALID_VALUE",
  TOO_LONG = "TOO_LONG",
  ALREADY_TAKEN = "ALREADY_TAKEN",
  NOT_FOUND = "NOT_FOUND",
  CONFLICT = "CONFLICT",
  WRONG_STATE = "WRONG_STATE",
  NOT_ALLOWED = "NOT_ALLOWED",
  QUOTA_EXCEEDED = "QUOTA_EXCEEDED",
  IDEMPOTENCY_MISMATCH = "IDEMPOTENCY_MISMATCH",
  DUPLICATE_IMPORT = "DUPLICATE_IMPORT",
  AMBIGUOUS = "AMBIGUOUS",
  LAST_ADMINISTRATOR = "LAST_ADMINISTRATOR",
  WRONG_PASSWORD = "WRONG_PASSWORD",
  WEAK_PASSWORD = "WEAK_PASSWORD",
  FIELD_CLOSED = "FIELD_CLOSED",
  WRONG_KIND = "WRONG_KIND",
}

registerEnumType(UserErrorCode, {
  name: "UserErrorCode",
  description: "Why a mutation refused 拒绝原因. Branch on this, show the message.",
  valuesConfig: {
    REQUIRED: { description: "A value is missing 缺少必填项." },
    INVALID_VALUE: { description: "The value does not have the form asked for 格式不正确." },
    TOO_LONG: { description: "The value is longer than the field takes 内容过长." },
    ALREADY_TAKEN: { description: "Another record has this unique value 已被占用." },
    NOT_FOUND: { description: "No such record, or none that the caller may see 未找到." },
    CONFLICT: {
      description:
        "The record changed since it was read 内容已被他人修改；the payload holds its current values.",
    },
    WRONG_STATE: { description: "The record's state does not allow this step 当前状态不允许." },
    NOT_ALLOWED: {
      description: "The caller may do this in general, but not to this record 无权对此记录操作.",
    },
    QUOTA_EXCEEDED: { description: "The role allows no more of this today 额度已用完." },
    IDEMPOTENCY_MISMATCH: {
      description: "The idempotency key was used with other content 幂等键已用于其他内容.",
    },
    DUPLICATE_IMPORT: { description: "The same file was taken in before 该文件已导入过." },
    AMBIGUOUS: {
      description:
        "Several records may be meant 有多条记录符合; the payload lists those that the caller may see.",
    },
    LAST_ADMINISTRATOR: { description: "The last active administrator has to stay 不能停用最后一位管理员." },
    WRONG_PASSWORD: { description: "The current password is not right 当前密码不正确." },
    WEAK_PASSWORD: { description: "The new password is too short or too common 新密码强度不足." },
    FIELD_CLOSED: {
      description: "The sensitive field is closed until an administrator sets a purpose 敏感字段尚未启用.",
    },
    WRONG_KIND: {
      description: "The field is of persons and the customer a firm, or the other way round 客户类型不符.",
    },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: "A refusal of a mutation that a person can act on 可处理的错误. Nothing was changed.",
})
export class UserError {
  @Field(() => UserErrorCode, { description: "The reason as a fixed code 错误代码." })
  code!: UserErrorCode;

  @Field(() => String, {
    description: "What is wrong and what to do 说明，in the caller's language (Accept-Language).",
  })
  message!: string;

  @Field(() => [String], {
    description: 'Path into the input 字段路径, e.g. ["phone"]; empty when it is about the whole.',
  })
  path!: string[];
}

/** A rule of the business said no. Commands and entities throw it; `mutate` turns it into `errors` of the payload. */
export class DomainError extends Error {
  readonly code: UserErrorCode;
  readonly text: Text;
  readonly path: string[];

  constructor(code: UserErrorCode, message: Text, path: string[] = []) {
    super(message.en);
    this.code = code;
    this.text = message;
    this.path = path;
  }

  toUserError(language: Language): UserError {
    return { code: this.code, message: this.text[language], path: this.path };
  }
}

/** Several refusals at once, so that a form shows them all. */
export class DomainErrors extends Error {
  readonly errors: DomainError[];

  constructor(errors: DomainError[]) {
    super(errors.map((error) => error.message).join("; "));
    this.errors = errors;
  }
}

/** A command met a version other than the one its caller had read. */
export class StaleVersion extends Error {
  readonly recordId: string;
  readonly expectedVersion: number;

  constructor(recordId: string, expectedVersion: number) {
    super("the record changed since it was read");
    this.recordId = recordId;
    this.expectedVersion = expectedVersion;
  }
}

export const conflictText = text(
  "你编辑期间，他人已修改了此内容。请对照两边的值后再保存。",
  "Somebody changed this while you were editing. Compare both values, then save again.",
);

export const notFoundText = text(
  "未找到该记录，可能已被删除或你无权查看。",
  "There is no such record, or you may not see it.",
);

export function notFound(path: string[] = []): DomainError {
  return new DomainError(UserErrorCode.NOT_FOUND, notFoundText, path);
}

/** The caller sees the record and may do this in general: only not with what is somebody else's. */
export function notAllowed(path: string[] = []): DomainError {
  return new DomainError(
    UserErrorCode.NOT_ALLOWED,
    text(
      "此记录由其他同事负责，你可以查看，但不能进行此操作。需要时请联系负责人或主管。",
      "Somebody else looks after this record: you can see it, but not do this with it. Ask its owner or your manager.",
    ),
    path,
  );
}

/** Codes of errors at the top level of an answer: the request as a whole was refused. */
export type RequestErrorCode =
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "RATE_LIMITED"
  | "QUERY_TOO_COSTLY"
  | "BAD_USER_INPUT"
  | "DOCUMENT_UNKNOWN"
  | "IDEMPOTENCY_IN_FLIGHT"
  | "UNAVAILABLE"
  | "DATA_INTEGRITY"
  | "INTERNAL";

/** The request as a whole is refused; goes to the top-level `errors` with its code. */
export class RequestError extends GraphQLError {
  readonly text: Text;

  constructor(code: RequestErrorCode, message: Text, extensions: Record<string, unknown> = {}) {
    super(message.en, { extensions: { code, ...extensions } });
    this.text = message;
  }
}

export const requestErrorTexts = {
  UNAUTHENTICATED: text("请先登录。", "Please sign in first."),
  FORBIDDEN: text(
    "你的角色没有此权限。需要时请联系管理员。",
    "Your role does not allow this. Ask an administrator if you need it.",
  ),
  SECOND_FACTOR_MISSING: text(
    "请先输入验证器上的动态码，完成登录。",
    "Enter the code of your authenticator first; then you are signed in.",
  ),
  SECOND_FACTOR_TO_SET_UP: text(
    "你的角色登录时需要两步验证，请先完成设置。",
    "Your role signs in with a second factor. Set it up first.",
  ),
  STEP_UP_NEEDED: text(
    "此操作需要再次确认是你本人：请输入密码或动态码后重试。",
    "This asks for proof that it is still you: give your password or a code, then try again.",
  ),
  RATE_LIMITED: text("操作过于频繁，请稍后再试。", "Too many requests. Wait a moment, then try again."),
  OVERLOADED: text("当前请求过多，请稍后重试。", "Too much is going on right now. Try again in a moment."),
  TOO_SLOW: text(
    "查询用时过长，已停止。请缩小范围后重试。",
    "This took too long and was stopped. Ask for less and try again.",
  ),
  IDEMPOTENCY_IN_FLIGHT: text(
    "同一请求正在处理，请稍后用同一个幂等键再查询结果。",
    "The same request is being worked on. Ask again in a moment, with the same idempotency key.",
  ),
  UNAVAILABLE: text(
    "数据库暂时不可用，正在自动恢复，请稍后重试。",
    "The database is not available right now. It recovers by itself; try again shortly.",
  ),
  BUSY: text(
    "其他操作正在占用这些数据，请稍后重试。",
    "Something else is at work on the same data. Try again shortly.",
  ),
  KEYS_CHANGING: text(
    "加密密钥正在更换，请稍后重试。",
    "The encryption keys are being changed. Try again shortly.",
  ),
  DATA_INTEGRITY: text(
    "这条记录的加密内容无法打开，已停止显示。请联系管理员检查密钥与备份。",
    "The encrypted part of this record does not open, so it is not shown. Ask an administrator to check the key file and the backup.",
  ),
  NOT_STORABLE: text(
    "内容含有无法保存的字符（如 NUL），请去掉后重试。",
    "A value holds a character that cannot be stored, such as NUL. Take it out and try again.",
  ),
  INTERNAL: text(
    "服务器出错了，本次操作未生效。请把请求编号告诉管理员。",
    "Something went wrong on the server and nothing was changed. Give the request id to your administrator.",
  ),
};

export function badUserInput(message: Text): RequestError {
  return new RequestError("BAD_USER_INPUT", message);
}
