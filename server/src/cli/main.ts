import "reflect-metadata";
import { Command, CommanderError } from "commander";
import { ConfigError, readConfig } from "../config.ts";
import { StartRefusal } from "../platform/database/start-refusal.ts";
import type { TypedRotationOptions } from "./rotate-keys-command.ts";
import { DEFAULT_UNTIL, type TypedSeedOptions } from "./seed/seed-options.ts";
import { CommandRefusal, Terminal, terminalLanguage } from "./terminal.ts";

const terminal = new Terminal(terminalLanguage(process.env));
const config = () => readConfig(process.env);
/** Each command loads its own part of the code, when it is called: few of them need all of it. */
const staffCommands = () => import("./staff-commands.ts");

/** `pnpm dossier …`: what is done on the server itself, whether Dossier runs or not. Settings are the server's. */
const program = new Command("dossier").description("Dossier 客户档案").exitOverride().showHelpAfterError();

program
  .command("import")
  .argument("<file>", "an Excel workbook (.xlsx) or a CSV file 表格文件")
  .description("takes a spreadsheet in 导入表格")
  .option("--sheet <name>", "the sheet of a workbook 工作表")
  .option("--dry-run", "only tell what would come in 只试算", false)
  .option("--again", "although the same file was taken in before 同一文件再次导入", false)
  .action(async (file: string, options: { sheet?: string; dryRun: boolean; again: boolean }) => {
    const { importFile } = await import("./import-command.ts");
    await importFile(config(), terminal, file, options);
  });

program
  .command("seed")
  .description(
    "fills an empty archive with invented customers, orders and complaints, for trying out and measuring; all of them or, when interrupted or after a crash, none 用虚构数据填充空档案",
  )
  .option("--customers <n>", "how many customers 客户数")
  .option("--complaints <n>", "how many complaints of theirs 投诉数 (default: 0)")
  .option("--seed <n>", "the same number gives the same data, ids and times 随机种子", "1")
  .option("--until <date>", "the last day on which anything happens 数据截止日期", DEFAULT_UNTIL)
  .option("--add", "although there are customers on file 添加到已有档案", false)
  .action(async (options: TypedSeedOptions) => {
    const { seedArchive } = await import("./seed/seed-command.ts");
    await seedArchive(config(), terminal, options);
  });

const staff = program.command("staff").description("who can sign in 员工账号");
staff
  .command("list")
  .description("everybody on the staff 名单")
  .action(async () => (await staffCommands()).listEverybody(config(), terminal));
staff
  .command("add")
  .argument("<email>", "e-mail address 邮箱")
  .description("adds a person and prints a temporary password 添加员工")
  .requiredOption("--name <name>", "the person's name 姓名")
  .option("--role <role>", "a role by its code or name, such as manager 角色代码或名称", "agent")
  .action(async (email: string, options: { name: string; role: string }) =>
    (await staffCommands()).addPerson(config(), terminal, email, options),
  );
staff
  .command("disable")
  .argument("<email>", "e-mail address 邮箱")
  .description("shuts a person out 停用")
  .action(async (email: string) => (await staffCommands()).disablePerson(config(), terminal, email));
staff
  .command("enable")
  .argument("<email>", "e-mail address 邮箱")
  .description("lets a person in again 启用")
  .action(async (email: string) => (await staffCommands()).enablePerson(config(), terminal, email));
staff
  .command("reset")
  .argument("<email>", "e-mail address 邮箱")
  .description("prints a new temporary password 重置密码")
  .option("--second-factor", "instead, removes a lost authenticator 改为重置两步验证", false)
  .action(async (email: string, options: { secondFactor: boolean }) =>
    (await staffCommands()).resetPerson(config(), terminal, email, options),
  );
staff
  .command("role")
  .argument("<email>", "e-mail address 邮箱")
  .argument("<role>", "a role by its code or name, such as manager 角色代码或名称")
  .description("gives a person another role 更改角色")
  .action(async (email: string, role: string) =>
    (await staffCommands()).changeRole(config(), terminal, email, role),
  );

program
  .command("rotate-keys")
  .description(
    "makes a new key and encrypts everything anew with it, while servers go on; goes on where it was when interrupted 更换数据密钥",
  )
  .option("--key-file <file>", "only change the key file, for this one: made when there is none 更换密钥文件")
  .option("--fast", "without rests, when nobody works 全速", false)
  .option("--destroy-after <days>", "destroy keys that were out of use for longer 停用后保留天数", "35")
  .action(async (options: TypedRotationOptions) => {
    const { rotateKeys } = await import("./rotate-keys-command.ts");
    await rotateKeys(config(), terminal, options);
  });

program
  .command("migrate")
  .description("brings the database up to date, as its owner 更新数据库结构")
  .action(async () => {
    const { bringUpToDate } = await import("./migrate-command.ts");
    await bringUpToDate(config(), terminal);
  });

program
  .command("doctor")
  .description(
    "looks at what protects the archive: rights, key, change log, encrypted values; ends with 1 when something is wrong 检查档案的安全与完整",
  )
  .option("--thorough", "every encrypted value, however long it takes 逐条检查全部密文", false)
  .action(async (options: { thorough: boolean }) => {
    const { examineArchive } = await import("./doctor-command.ts");
    if (!(await examineArchive(config(), terminal, options))) process.exitCode = 1;
  });

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = tell(error);
}

/** What went wrong in plain words; only what nobody expected comes with its stack. */
function tell(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode;
  const known =
    error instanceof CommandRefusal || error instanceof StartRefusal || error instanceof ConfigError;
  const words =
    error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`\n${words}\n\n`);
  return 1;
}
