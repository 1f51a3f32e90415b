import type { Permission } from "../../platform/actor.ts";
import { text, type Text } from "../../platform/language.ts";

/** The roles that are there from the start. Others are made by administrators and have no code. */
export enum StaffRole {
  ADMINISTRATOR = "ADMINISTRATOR",
  MANAGER = "MANAGER",
  SALES_AGENT = "SALES_AGENT",
  AGENT = "AGENT",
  QUALITY_OFFICER = "QUALITY_OFFICER",
  PRIVACY_OFFICER = "PRIVACY_OFFICER",
  VIEWER = "VIEWER",
}

interface PermissionWords {
  readonly name: Text;
  /** Reaches records by their owner: its scope may be any. Of the others it is NONE or ALL. */
  readonly scoped: boolean;
}

interface PermissionSection {
  readonly name: Text;
  readonly permissions: Readonly<Record<string, PermissionWords>>;
}

const of = (zh: string, en: string): PermissionWords => ({ name: text(zh, en), scoped: false });
const ofRecords = (zh: string, en: string): PermissionWords => ({ name: text(zh, en), scoped: true });

/** Every permission there is, as the page of roles shows them. */
export const PERMISSION_SECTIONS: readonly PermissionSection[] = [
  {
    name: text("客户", "Customers"),
    permissions: {
      "customer:list": ofRecords("查看客户", "See customers"),
      "customer:create": of("新建客户", "Open archives"),
      "customer:edit": ofRecords("修改客户", "Edit customers"),
      "customer:upsert": ofRecords("按外部编号新建或更新", "Create or change by another system's id"),
      "customer:reveal": ofRecords("查看完整的个人信息", "Reveal personal values"),
      "customer:revealMany": ofRecords("批量查看完整的个人信息", "Reveal personal values of many at once"),
      "customer:export": ofRecords("导出和打印客户名单", "Export and print lists of customers"),
      "customer:matchContact": of("用完整的联系方式查找", "Find by a whole phone number or e-mail address"),
      "customer:assignOwner": ofRecords("更换客户负责人", "Give customers another owner"),
      "order:record": ofRecords("录入订单", "Record orders"),
      "order:edit": ofRecords("修改订单", "Edit orders"),
      "review:record": ofRecords("录入评价", "Record reviews"),
      "review:edit": ofRecords("修改评价", "Edit reviews"),
      "review:withdraw": ofRecords("撤回评价", "Take reviews back"),
      "review:restore": ofRecords("恢复评价", "Let reviews count again"),
      "note:write": ofRecords("写跟进记录", "Write notes"),
      "note:edit": ofRecords("修改跟进记录", "Edit notes"),
      "channel:list": of("查看渠道", "See channels"),
      "archiveSettings:change": of("修改档案设置", "Change the archive's settings"),
    },
  },
  {
    name: text("投诉", "Complaints"),
    permissions: {
      "complaint:list": ofRecords("查看投诉", "See complaints"),
      "complaint:file": ofRecords("登记投诉", "File complaints"),
      "complaint:changeStatus": ofRecords("处理投诉", "Handle complaints"),
      "complaint:assign": ofRecords("分派投诉", "Assign complaints"),
      "complaint:edit": ofRecords("修改投诉", "Edit complaints"),
      "complaint:writeNote": ofRecords("写投诉备注", "Write notes on complaints"),
      "complaint:addPhotographs": ofRecords("添加照片", "Add photographs"),
      "complaint:removePhotograph": ofRecords("移除照片", "Remove photographs"),
    },
  },
  {
    name: text("导入", "Imports"),
    permissions: {
      "import:list": of("查看导入", "See imports"),
      "import:upload": of("上传文件", "Upload files"),
      "import:mapColumns": of("对应列", "Map columns"),
      "import:start": of("开始导入", "Start imports"),
      "import:discard": of("放弃导入", "Discard imports"),
      "import:mendRow": of("修正行", "Mend rows"),
      "import:dismissRow": of("忽略行", "Dismiss rows"),
      "import:decideProposals": of("决定如何更新", "Decide proposals"),
      "import:revert": of("撤销导入", "Take imports back"),
      "import:repeat": of("再次导入同一文件", "Take the same file in again"),
      "demoArchive:remove": of("清除示例客户", "Remove the example customers"),
    },
  },
  {
    name: text("员工与小组", "Staff and teams"),
    permissions: {
      "staff:list": of("查看员工", "See the staff"),
      "staff:add": of("添加员工", "Add people"),
      "staff:changeRole": of("更改员工角色", "Change people's roles"),
      "staff:disable": of("停用员工", "Disable people"),
      "staff:enable": of("启用员工", "Enable people"),
      "staff:resetPassword": of("重置密码", "Reset passwords"),
      "staff:resetSecondFactor": of("重置两步验证", "Reset second factors"),
      "staff:changeTeam": of("调整员工小组", "Move people between teams"),
      "staff:handOver": of("交接客户与投诉", "Hand records over"),
      "team:list": of("查看小组与部门", "See teams and departments"),
      "team:add": of("新建小组", "Add teams"),
      "team:rename": of("小组改名", "Rename teams"),
      "team:changeDepartment": of("调整小组所属部门", "Move teams between departments"),
      "department:add": of("新建部门", "Add departments"),
      "department:rename": of("部门改名", "Rename departments"),
    },
  },
  {
    name: text("安全与接口", "Security and interfaces"),
    permissions: {
      "self:changePassword": of("修改自己的密码", "Change one's own password"),
      "graph:explore": of("使用接口调试台", "Use the API explorer"),
      "field:setPurpose": of("设置字段的收集目的", "Set why fields are kept, and open sensitive ones"),
      "customField:create": of("新建自定义字段", "Make custom fields"),
      "customField:change": of("修改自定义字段", "Change custom fields"),
      "customField:move": of("调整自定义字段的顺序", "Move custom fields"),
      "customField:archive": of("停用自定义字段", "Archive custom fields"),
      "customField:restore": of("恢复自定义字段", "Restore custom fields"),
      "role:list": of("查看角色", "See roles"),
      "role:add": of("新建角色", "Add roles"),
      "role:edit": of("修改角色", "Edit roles"),
      "role:remove": of("删除角色", "Remove roles"),
      "apiKey:list": of("查看 API 密钥", "See API keys"),
      "apiKey:create": of("新建 API 密钥", "Make API keys"),
      "apiKey:revoke": of("吊销 API 密钥", "Revoke API keys"),
      "change:list": of("查看变更日志", "See the change log"),
      "change:listReveals": of("查看个人信息的查看记录", "See who revealed personal values"),
      "key:list": of("查看加密密钥状态", "See the state of encryption keys"),
    },
  },
];

const WORDS = new Map(PERMISSION_SECTIONS.flatMap(({ permissions }) => Object.entries(permissions)));

/** Every permission by its name. */
export const PERMISSIONS = [...WORDS.keys()] as readonly Permission[];

export function isPermission(name: string): name is Permission {
  return WORDS.has(name);
}

/** Whether it reaches records by their owner. */
export function isScoped(permission: Permission): boolean {
  return WORDS.get(permission)?.scoped ?? false;
}

export function nameOfPermission(permission: Permission): Text {
  return WORDS.get(permission)?.name ?? text(permission, permission);
}
