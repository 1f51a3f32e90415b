import type { Permission } from "../../platform/actor.ts";
import { FieldRight } from "../../platform/field-rights.ts";
import { CONTACT_FIELDS, PersonalField, SENSITIVE_FIELDS } from "../../platform/personal-fields.ts";
import { text, type Text } from "../../platform/language.ts";
import { RecordScope } from "../../platform/scope.ts";
import { isScoped, PERMISSIONS, StaffRole } from "./permissions.ts";

/** A role as an archive begins with it. Administrators may change it there. */
export interface DefaultRole {
  readonly id: string;
  readonly code: StaffRole;
  readonly name: Text;
  readonly description: Text;
  readonly requiresSecondFactor: boolean;
  readonly revealQuota: number;
  readonly scopes: ReadonlyMap<Permission, RecordScope>;
  readonly fields: ReadonlyMap<PersonalField, FieldRight>;
}

export const ADMINISTRATOR_ROLE_ID = idOf(1);

const { OWN, TEAM, DEPARTMENT, ALL } = RecordScope;

const EVERYBODYS: readonly Permission[] = [
  "self:changePassword",
  "graph:explore",
  "customer:list",
  "channel:list",
  "complaint:list",
];
const ORDERS_AND_NOTES: readonly Permission[] = [
  "order:record",
  "order:edit",
  "review:record",
  "review:edit",
  "review:withdraw",
  "review:restore",
  "note:write",
  "note:edit",
];
const SERVICE: readonly Permission[] = [
  ...EVERYBODYS,
  ...ORDERS_AND_NOTES,
  "team:list",
  "customer:create",
  "customer:edit",
  "customer:upsert",
  "customer:reveal",
  "customer:matchContact",
  "complaint:file",
  "complaint:changeStatus",
  "complaint:assign",
  "complaint:edit",
  "complaint:writeNote",
  "complaint:addPhotographs",
  "complaint:removePhotograph",
];
const IMPORTS: readonly Permission[] = [
  "import:list",
  "import:upload",
  "import:mapColumns",
  "import:start",
  "import:discard",
  "import:mendRow",
  "import:dismissRow",
  "import:decideProposals",
];

/** What each role begins with. The one table that says so; from then on it is the archive's own that decides. */
export const DEFAULT_ROLES: readonly DefaultRole[] = [
  {
    id: ADMINISTRATOR_ROLE_ID,
    code: StaffRole.ADMINISTRATOR,
    name: text("管理员", "Administrator"),
    description: text("可以做全部操作，包括管理员工、角色和密钥。", "Everything: staff, roles and keys too."),
    requiresSecondFactor: true,
    revealQuota: 200,
    scopes: scopes(PERMISSIONS, ALL),
    fields: everyFieldAndSensitive(FieldRight.VIEW),
  },
  {
    id: idOf(2),
    code: StaffRole.MANAGER,
    name: text("主管", "Manager"),
    description: text(
      "负责本部门的客户与投诉，可以更换负责人、办理交接。",
      "Looks after the department's customers and complaints; gives them other owners and hands them over.",
    ),
    requiresSecondFactor: false,
    revealQuota: 200,
    scopes: scopes(
      [
        ...SERVICE,
        "customer:assignOwner",
        "customer:revealMany",
        "customer:export",
        "staff:handOver",
        "staff:list",
      ],
      DEPARTMENT,
    ),
    fields: everyField(FieldRight.VIEW),
  },
  {
    id: idOf(3),
    code: StaffRole.SALES_AGENT,
    name: text("销售", "Sales agent"),
    description: text(
      "查看本组的客户，修改自己负责的客户。",
      "Sees the team's customers and works with their own.",
    ),
    requiresSecondFactor: false,
    revealQuota: 200,
    scopes: scopes(
      [
        ...EVERYBODYS,
        ...ORDERS_AND_NOTES,
        "team:list",
        "customer:create",
        "customer:edit",
        "customer:reveal",
        "customer:matchContact",
        "complaint:file",
        "complaint:writeNote",
        "complaint:addPhotographs",
      ],
      OWN,
      { "customer:list": TEAM, "complaint:list": TEAM, "complaint:file": TEAM },
    ),
    fields: new Map([
      [PersonalField.CUSTOMER_PHONE, FieldRight.VIEW],
      [PersonalField.CUSTOMER_EMAIL, FieldRight.VIEW],
      [PersonalField.CUSTOMER_ADDRESS, FieldRight.MATCH],
    ]),
  },
  {
    id: idOf(4),
    code: StaffRole.AGENT,
    name: text("售后客服", "After-sales agent"),
    description: text(
      "接待全部客户，处理投诉，导入表格。",
      "Serves every customer, handles complaints, takes spreadsheets in.",
    ),
    requiresSecondFactor: false,
    revealQuota: 200,
    // Whoever picks up the phone has to find whoever calls.
    scopes: scopes([...SERVICE, ...IMPORTS], ALL),
    fields: everyField(FieldRight.VIEW),
  },
  {
    id: idOf(5),
    code: StaffRole.QUALITY_OFFICER,
    name: text("质检", "Quality officer"),
    description: text(
      "查看全部投诉，推进处理，写备注；联系方式不显示完整。",
      "Sees every complaint, takes it on and writes notes; contact data stays masked.",
    ),
    requiresSecondFactor: false,
    revealQuota: 0,
    scopes: scopes([...EVERYBODYS, "team:list", "complaint:changeStatus", "complaint:writeNote"], ALL),
    fields: everyField(FieldRight.MASKED),
  },
  {
    id: idOf(6),
    code: StaffRole.PRIVACY_OFFICER,
    name: text("隐私专员", "Privacy officer"),
    description: text(
      "查看变更日志和个人信息的查看记录，答复客户关于个人信息的请求。",
      "Reads the change log and who revealed what; answers customers who ask about their data.",
    ),
    requiresSecondFactor: true,
    revealQuota: 200,
    scopes: scopes(
      [
        ...EVERYBODYS,
        "team:list",
        "staff:list",
        "customer:reveal",
        "customer:revealMany",
        "customer:matchContact",
        "change:list",
        "change:listReveals",
        "key:list",
      ],
      ALL,
    ),
    fields: everyFieldAndSensitive(FieldRight.VIEW),
  },
  {
    id: idOf(7),
    code: StaffRole.VIEWER,
    name: text("只读", "Viewer"),
    description: text("只能查看，联系方式不显示完整。", "Looks only; contact data stays masked."),
    requiresSecondFactor: false,
    revealQuota: 0,
    scopes: scopes(EVERYBODYS, ALL),
    fields: everyField(FieldRight.MASKED),
  },
];

export function defaultRole(code: StaffRole): DefaultRole {
  const role = DEFAULT_ROLES.find((one) => one.code === code);
  if (!role) throw new Error(`no role of the code ${code}`);
  return role;
}

/** The same in every archive, so that a role's id in the graph is too. */
function idOf(place: number): string {
  return `01900000-0000-7000-8000-00000000000${place}`;
}

function scopes(
  permissions: readonly Permission[],
  ofRecords: RecordScope,
  others: Readonly<Record<string, RecordScope>> = {},
): ReadonlyMap<Permission, RecordScope> {
  return new Map(
    permissions.map((permission) => [
      permission,
      others[permission] ?? (isScoped(permission) ? ofRecords : ALL),
    ]),
  );
}

/** On how to reach a customer, and so on every other personal field that is not sensitive. */
function everyField(right: FieldRight): ReadonlyMap<PersonalField, FieldRight> {
  return new Map(CONTACT_FIELDS.map((field) => [field, right]));
}

/** On the sensitive ones too, which others have to be given by name. */
function everyFieldAndSensitive(right: FieldRight): ReadonlyMap<PersonalField, FieldRight> {
  return new Map([...CONTACT_FIELDS, ...SENSITIVE_FIELDS].map((field) => [field, right]));
}
