import { posix } from "node:path";
import { kindOfFormat } from "./number-formats.ts";
import type { NumberKind } from "./number-formats.ts";
import { SpreadsheetRefusal } from "./refusals.ts";
import { readWholeXml } from "./xml-events.ts";
import type { Archive, ArchivePart } from "./zip-archive.ts";

export interface WorkbookSheet {
  name: string;
  hidden: boolean;
  part: ArchivePart;
}

export interface WorkbookParts {
  sheets: WorkbookSheet[];
  date1904: boolean;
  /** By a cell's style index. */
  numberKinds: NumberKind[];
  sharedStrings: ArchivePart | undefined;
}

interface Relation {
  type: string;
  target: string;
}

/** Follows the workbook's own references; programs name and place their parts as they like. */
export async function readWorkbookParts(archive: Archive): Promise<WorkbookParts> {
  const rootRelations = await readRelations(archive, "");
  const workbookName =
    [...rootRelations.values()].find((relation) => relation.type === "officeDocument")?.target ??
    "xl/workbook.xml";
  const workbook = archive.part(workbookName);
  if (workbook === undefined || !workbookName.endsWith(".xml")) throw notAWorkbook(archive);
  const relations = await readRelations(archive, workbook.name);
  const byType = (type: string) => {
    const relation = [...relations.values()].find((candidate) => candidate.type === type);
    return relation === undefined ? undefined : archive.part(relation.target);
  };
  const { listed, date1904 } = await readWorkbook(workbook);
  const sheets = listed.flatMap(({ name, hidden, relation }) => {
    const target = relations.get(relation);
    // Chart sheets and old dialog sheets are listed too, but have no cells.
    const part = target?.type === "worksheet" ? archive.part(target.target) : undefined;
    return part === undefined ? [] : [{ name, hidden, part }];
  });
  if (sheets.length === 0)
    throw new SpreadsheetRefusal(listed.length === 0 ? "NOT_A_SPREADSHEET" : "NO_ROWS");
  const styles = byType("styles");
  return {
    sheets,
    date1904,
    numberKinds: styles === undefined ? [] : await readNumberKinds(styles),
    sharedStrings: byType("sharedStrings"),
  };
}

function notAWorkbook(archive: Archive): SpreadsheetRefusal {
  const names = archive.names.map((name) => name.toLowerCase());
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (has(/^xl\/workbook\.bin$/)) return new SpreadsheetRefusal("OTHER_SPREADSHEET", { kind: ".xlsb" });
  if (has(/\.iwa$/)) return new SpreadsheetRefusal("OTHER_SPREADSHEET", { kind: ".numbers" });
  if (has(/^content\.xml$/) && has(/^mimetype$/)) {
    return new SpreadsheetRefusal("OTHER_SPREADSHEET", { kind: ".ods" });
  }
  return new SpreadsheetRefusal("NOT_A_SPREADSHEET");
}

/** The references of a part (or of the whole archive, for ""), by their id, with full names as targets. */
async function readRelations(archive: Archive, owner: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(owner);
  const part = archive.part(posix.join(folder, "_rels", `${posix.basename(owner)}.rels`));
  const relations = new Map<string, Relation>();
  if (part === undefined) return relations;
  await readWholeXml(part, {
    open(name, attributes) {
      if (name !== "Relationship" || attributes["TargetMode"] === "External") return;
      const target = attributes["Target"] ?? "";
      relations.set(attributes["Id"] ?? "", {
        type: posix.basename(attributes["Type"] ?? ""),
        target: target.startsWith("/") ? target.slice(1) : posix.join(folder, target),
      });
    },
  });
  return relations;
}

async function readWorkbook(part: ArchivePart) {
  const listed: { name: string; hidden: boolean; relation: string }[] = [];
  let date1904 = false;
  await readWholeXml(part, {
    open(name, attributes) {
      if (name === "workbookPr") date1904 = isTrue(attributes["date1904"]);
      if (name !== "sheet") return;
      const relation = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? "";
      listed.push({
        name: attributes["name"] ?? "",
        hidden: attributes["state"] === "hidden" || attributes["state"] === "veryHidden",
        relation,
      });
    },
  });
  return { listed, date1904 };
}

async function readNumberKinds(part: ArchivePart): Promise<NumberKind[]> {
  const codes = new Map<number, string>();
  const formatIds: number[] = [];
  let inCellFormats = false;
  await readWholeXml(part, {
    open(name, attributes) {
      if (name === "numFmt") codes.set(Number(attributes["numFmtId"]), attributes["formatCode"] ?? "");
      else if (name === "cellXfs") inCellFormats = true;
      else if (name === "xf" && inCellFormats) formatIds.push(Number(attributes["numFmtId"] ?? 0));
    },
    close(name) {
      if (name === "cellXfs") inCellFormats = false;
    },
  });
  return formatIds.map((id) => kindOfFormat(id, codes.get(id)));
}

function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true" || value === "on";
}
