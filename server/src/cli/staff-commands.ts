import type { Config } from "../config.ts";
import { addStaff } from "../modules/access/commands/add-staff.ts";
import { changeStaffRole } from "../modules/access/commands/change-staff-role.ts";
import { disableStaff } from "../modules/access/commands/disable-staff.ts";
import { enableStaff } from "../modules/access/commands/enable-staff.ts";
import { resetSecondFactor } from "../modules/access/commands/remove-second-factor.ts";
import { resetStaffPassword } from "../modules/access/commands/reset-staff-password.ts";
import { randomPassword } from "../modules/access/password.ts";
import { findRole, listRoles } from "../modules/access/role.queries.ts";
import type { RoleType } from "../modules/access/role.types.ts";
import { listStaff } from "../modules/access/staff.queries.ts";
import type { StaffMemberType } from "../modules/access/staff.types.ts";
import { text, type Text } from "../platform/language.ts";
import { mutate } from "../platform/mutate.ts";
import type { RequestContext } from "../platform/request.ts";
import { withArchive } from "./open-archive.ts";
import type { Terminal } from "./terminal.ts";

/** `dossier staff list`: everybody, with role and whether they can sign in. */
export async function listEverybody(config: Config, terminal: Terminal): Promise<void> {
  await inArchive(config, terminal, async (context) => {
    for (const staff of await listStaff(context)) {
      const active = staff.active ? text("可登录", "active") : text("已停用", "disabled");
      const role = await findRole(context, staff.roleId);
      terminal.say(
        `${(role?.code ?? role?.keptName ?? "").padEnd(15)} ${active[terminal.language].padEnd(9)} ${staff.email}  ${staff.name}`,
      );
    }
  });
}

/** `dossier staff add EMAIL --name NAME --role ROLE`: the way in for the first and for a locked-out administrator. */
export async function addPerson(
  config: Config,
  terminal: Terminal,
  email: string,
  options: { readonly name: string; readonly role: string },
): Promise<void> {
  await inArchive(config, terminal, async (context) => {
    const role = await readRole(context, terminal, options.role);
    const password = randomPassword();
    await run(context, terminal, "addStaff", (scope) =>
      addStaff(scope, { email, name: options.name, roleId: role.id, password }),
    );
    const name = role.code ?? role.keptName;
    terminal.say(text(`已添加 ${email}（${name}）。`, `Added ${email} (${name}).`));
    tellPassword(terminal, password);
  });
}

export async function disablePerson(config: Config, terminal: Terminal, email: string): Promise<void> {
  await withPerson(config, terminal, email, async (context, staff) => {
    await run(context, terminal, "disableStaff", (scope) => disableStaff(scope, versionOf(staff)));
    terminal.say(text(`已停用 ${email}，其登录已全部退出。`, `Disabled ${email}; every session has ended.`));
  });
}

export async function enablePerson(config: Config, terminal: Terminal, email: string): Promise<void> {
  await withPerson(config, terminal, email, async (context, staff) => {
    await run(context, terminal, "enableStaff", (scope) => enableStaff(scope, versionOf(staff)));
    terminal.say(text(`已启用 ${email}。`, `Enabled ${email}.`));
  });
}

/**
 * `dossier staff reset EMAIL`: a new temporary password, shown once. With `--second-factor`, the way back in for whoever
 * lost the authenticator and the recovery codes: then the password stays as it is.
 */
export async function resetPerson(
  config: Config,
  terminal: Terminal,
  email: string,
  { secondFactor }: { readonly secondFactor: boolean },
): Promise<void> {
  await withPerson(config, terminal, email, async (context, staff) => {
    if (secondFactor) {
      await run(context, terminal, "resetSecondFactor", (scope) =>
        resetSecondFactor(scope, versionOf(staff)),
      );
      terminal.say(
        text(
          `已重置 ${email} 的两步验证。下次登录只需密码；角色要求两步验证时会重新设置。`,
          `Reset the second factor of ${email}. The next sign-in asks for the password alone, and sets up a new one where the role asks for it.`,
        ),
      );
      return;
    }
    const password = randomPassword();
    await run(context, terminal, "resetStaffPassword", (scope) =>
      resetStaffPassword(scope, { ...versionOf(staff), password }),
    );
    terminal.say(text(`已重置 ${email} 的密码。`, `Reset the password of ${email}.`));
    tellPassword(terminal, password);
  });
}

export async function changeRole(
  config: Config,
  terminal: Terminal,
  email: string,
  wanted: string,
): Promise<void> {
  await withPerson(config, terminal, email, async (context, staff) => {
    const role = await readRole(context, terminal, wanted);
    await run(context, terminal, "changeStaffRole", (scope) =>
      changeStaffRole(scope, { ...versionOf(staff), roleId: role.id }),
    );
    const name = role.code ?? role.keptName;
    terminal.say(text(`${email} 现在是 ${name}。`, `${email} is ${name} now.`));
  });
}

async function inArchive(
  config: Config,
  terminal: Terminal,
  use: (context: RequestContext) => Promise<void>,
): Promise<void> {
  await withArchive(config, "dossier staff", ({ newContext }) =>
    use({ ...newContext(), language: terminal.language }),
  );
}

async function withPerson(
  config: Config,
  terminal: Terminal,
  email: string,
  use: (context: RequestContext, staff: StaffMemberType) => Promise<void>,
): Promise<void> {
  await inArchive(config, terminal, async (context) => {
    const everybody = await listStaff(context);
    const staff = everybody.find((one) => one.email === email.trim().toLowerCase());
    if (!staff) {
      throw terminal.refuse(
        text(
          `没有邮箱为 ${email} 的员工。用 dossier staff list 查看名单。`,
          `Nobody on the staff has the address ${email}. See dossier staff list.`,
        ),
      );
    }
    await use(context, staff);
  });
}

async function run(
  context: RequestContext,
  terminal: Terminal,
  operation: string,
  command: (scope: RequestContext) => Promise<string>,
): Promise<void> {
  const outcome = await mutate(context, { operation }, command);
  if (!outcome.done) throw terminal.refuse(outcome.errors.map(({ message }) => message).join("\n"));
}

function versionOf(staff: StaffMemberType): { staffId: string; expectedVersion: number } {
  return { staffId: staff.id, expectedVersion: staff.version };
}

/** A role by its code or its name, capitals or not. */
async function readRole(context: RequestContext, terminal: Terminal, typed: string): Promise<RoleType> {
  const roles = await listRoles(context);
  const wanted = typed.trim().toLowerCase();
  const role = roles.find(
    ({ code, keptName }) => code?.toLowerCase() === wanted || keptName.toLowerCase() === wanted,
  );
  if (role) return role;
  const names = roles.map(({ code, keptName }) => code?.toLowerCase() ?? keptName).join(", ");
  throw terminal.refuse(text(`角色须是其中之一：${names}`, `The role is one of: ${names}`));
}

function tellPassword(terminal: Terminal, password: string): void {
  const once: Text = text(
    `临时密码（仅显示这一次）：${password}`,
    `Temporary password, shown only this once: ${password}`,
  );
  terminal.say(once);
}
