import "reflect-metadata";
import { Command, CommanderError } from "commander";
import { ConfigError, readConfig } from "../config.ts";
import { StartRefusal } from "../platform/database/start-refusal.ts";
import { examineArchive } from "./doctor-command.ts";
import { importFile } from "./import-command.ts";
import { bringUpToDate } from "./migrate-command.ts";
import { rotateKeys, type TypedRotationOptions } from "./rotate-keys-command.ts";
import { seedArchive } from "./seed/seed-command.ts";
import { DEFAULT_UNTIL, type TypedSeedOptions } from "./seed/seed-options.ts";
import {
  addPerson,
  changeRole,
  disablePerson,
  enablePerson,
  listEverybody,
  resetPerson,
} from "./staff-commands.ts";
import { CommandRefusal, Terminal, terminalLanguage } from "./terminal.ts";

const terminal = new Terminal(terminalLanguage(process.env));
const config = () => readConfig(process.env);

/** `pnpm dossier …`: what is done on the server itself, whether Dossier runs or not. Settings are the server's. */
const program = new Command("dossier").description("Dossier 客户档案").exitOverride().showHelpAfterError();

program
  .command("import")
  .argument("<file>", "an Excel workbook (.xlsx) or a CSV file 表格文件")
  .description("takes a spreadsheet in 导入表格")
  .option("--sheet <name>", "the sheet of a workbook 工作表")
  .option("--dry-run", "only tell what would come in 只试算", false)
  .option("--again", "although the same file was taken in before 同一文件再次导入", false)
  .action((file: string, options: { sheet?: string; dryRun: boolean; again: boolean }) =>
    importFile(config(), terminal, file, options),
  );

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
  .action((options: TypedSeedOptions) => seedArchive(config(), terminal, options));

const staff = program.command("staff").description("who can sign in 员工账号");
staff
  .command("list")
  .description("everybody on the staff 名单")
  .action(() => listEverybody(config(), terminal));
staff
  .command("add")
  .argument("<email>", "e-mail address 邮箱")
  .description("adds a person and prints a temporary password 添加员工")
  .requiredOption("--name <name>", "the person's name 姓名")
  .option("--role <role>", "a role by its code or name, such as manager 角色代码或名称", "agent")
  .action((email: string, options: { name: string; role: string }) =>
    addPerson(config(), terminal, email, options),
  );
staff
  .command("disable")
  .argument("<email>", "e-mail address 邮箱")
  .description("shuts a person out 停用")
  .action((email: string) => disablePerson(config(), terminal, email));
staff
  .command("enable")
  .argument("<email>", "e-mail address 邮箱")
  .description("lets a person in again 启用")
  .action((email: string) => enablePerson(config(), terminal, email));
staff
  .command("reset")
  .argument("<email>", "e-mail address 邮箱")
  .description("prints a new temporary password 重置密码")
  .option("--second-factor", "instead, removes a lost authenticator 改为重置两步验证", false)
  .action((email: string, options: { secondFactor: boolean }) =>
    resetPerson(config(), terminal, email, options),
  );
staff
  .command("role")
  .argument("<email>", "e-mail address 邮箱")
  .argument("<role>", "a role by its code or name, such as manager 角色代码或名称")
  .description("gives a person another role 更改角色")
  .action((email: string, role: string) => changeRole(config(), terminal, email, role));

program
  .command("rotate-keys")
  .description(
    "makes a new key and encrypts everything anew with it, while servers go on; goes on where it was when interrupted 更换数据密钥",
  )
  .option("--key-file <file>", "only change the key file, for this one: made when there is none 更换密钥文件")
  .option("--fast", "without rests, when nobody works 全速", false)
  .option("--destroy-after <days>", "destroy keys that were out of use for longer 停用后保留天数", "35")
  .action((options: TypedRotationOptions) => rotateKeys(config(), terminal, options));

program
  .command("migrate")
  .description("brings the database up to date, as its owner 更新数据库结构")
  .action(() => bringUpToDate(config(), terminal));

program
  .command("doctor")
  .description(
    "looks at what protects the archive: rights, key, change log, encrypted values; ends with 1 when something is wrong 检查档案的安全与完整",
  )
  .option("--thorough", "every encrypted value, however long it takes 逐条检查全部密文", false)
  .action(async (options: { thorough: boolean }) => {
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
