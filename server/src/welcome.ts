import { relative } from "node:path";
import type { Config } from "./config.ts";

export interface Welcome {
  readonly config: Pick<Config, "dataDir" | "databaseUrl" | "adminPassword">;
  readonly app: {
    readonly address: string;
    readonly key: { readonly path: string };
    readonly firstAdministrator: { readonly email: string; readonly password: string } | null;
    readonly signInLink: string | null;
  };
  /** Where the built-in database lies; null for one of DATABASE_URL. */
  readonly databaseLocation: string | null;
}

/** What the person at the terminal is told: where data and key lie, the address, and at first how to sign in. */
export function welcomeText({ config, app, databaseLocation }: Welcome): string {
  const { firstAdministrator: first } = app;
  const lines = [
    "Dossier 客户档案 is running · 已启动",
    "",
    `Data 数据        ${config.dataDir}`,
    ...database(config, databaseLocation),
    `Key file 密钥    ${app.key.path}`,
    "                 Keep a copy of it elsewhere: without it contact data cannot be read.",
    "                 请另存一份备份：丢失后将无法读取联系方式。",
    `Address 地址     ${app.address}`,
  ];
  if (first && app.signInLink) {
    lines.push(
      `Sign-in link     ${app.signInLink}`,
      "一次性登录链接   Works once, within a day. 仅可使用一次，24 小时内有效。",
    );
  }
  if (first) {
    lines.push(`E-mail 邮箱      ${first.email}`);
    // What somebody has chosen is known to them, and need not stand in a log.
    if (config.adminPassword !== null) lines.push("Password 密码    DOSSIER_ADMIN_PASSWORD");
    else
      lines.push(
        `Password 密码    ${first.password}`,
        "                 Shown only this once. 仅显示这一次。",
      );
    lines.push(
      "Second factor    From the second sign-in on it is set up and asked for: have an authenticator app at hand.",
      "两步验证         从第二次登录起需要设置并使用，请准备好手机验证器应用。",
    );
  }
  lines.push("", "Ctrl-C stops it. 按 Ctrl-C 停止。");
  return `\n${lines.map((line) => (line === "" ? "" : `  ${line}`)).join("\n")}\n\n`;
}

/** Nothing for a database inside the data folder. */
function database({ dataDir, databaseUrl }: Welcome["config"], location: string | null): string[] {
  if (databaseUrl !== null) {
    const { host, pathname } = new URL(databaseUrl);
    return [`Database 数据库  ${host}${pathname} (DATABASE_URL)`];
  }
  return location === null || !relative(dataDir, location).startsWith("..")
    ? []
    : [`Database 数据库  ${location}`];
}
