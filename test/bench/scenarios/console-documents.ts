import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Kind, parse, print, visit, type DefinitionNode, type FragmentDefinitionNode } from "graphql";
import { repository } from "../options.ts";
import { graphql, type Scenario } from "./scenario.ts";

let known:
  | { operations: Map<string, DefinitionNode>; fragments: Map<string, FragmentDefinitionNode> }
  | undefined;

/** A document of the console by its operation's name, with its fragments, as it stands in the console's source. */
export function consoleDocument(name: string): string {
  known ??= readDocuments();
  const operation = known.operations.get(name);
  if (!operation)
    throw new Error(`The console has no operation ${name} any more: look at the bench's scenarios.`);
  const needed = new Set<FragmentDefinitionNode>();
  const follow = (node: DefinitionNode): void => {
    visit(node, {
      FragmentSpread({ name: { value } }) {
        const fragment = known?.fragments.get(value);
        if (!fragment || needed.has(fragment)) return;
        needed.add(fragment);
        follow(fragment);
      },
    });
  };
  follow(operation);
  return [operation, ...needed].map(print).join("\n");
}

function readDocuments() {
  const operations = new Map<string, DefinitionNode>();
  const fragments = new Map<string, FragmentDefinitionNode>();
  const folder = join(repository, "web", "src");
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!/\.tsx?$/.test(file) || file.startsWith("gql")) continue;
    for (const [, text = ""] of readFileSync(join(folder, file), "utf8").matchAll(/graphql\(`([^`]*)`\)/g)) {
      for (const definition of parse(text).definitions) {
        if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
        else if (definition.kind === Kind.OPERATION_DEFINITION && definition.name)
          operations.set(definition.name.value, definition);
      }
    }
  }
  return { operations, fragments };
}

/** The console's own pages, whole: with masked contact data, counts and choices for the filters. Dossier alone. */
export const consoleScenarios: Scenario[] = [
  {
    name: "console-ledger",
    title: "the console's ledger page, whole",
    questions: () => ({
      Dossier: [
        graphql(consoleDocument("Ledger"), {
          orderBy: "LAST_DEAL",
          withFields: false,
          first: 50,
          firstPage: true,
        }),
      ],
    }),
  },
  {
    name: "console-desk",
    title: "the console's desk page, whole",
    questions: () => ({
      Dossier: [
        graphql(consoleDocument("ComplaintDesk"), {
          filter: { open: true, scope: "ALL" },
          orderBy: "URGENCY",
          first: 50,
          firstPage: true,
          teams: true,
        }),
      ],
    }),
  },
  {
    name: "console-card",
    title: "the console's customer card with its timeline, whole",
    questions: ({ customers }) => ({
      Dossier: customers.map(({ number }) =>
        graphql(consoleDocument("CustomerCard"), {
          number,
          timeline: true,
          orders: false,
          notes: false,
          complaints: false,
          history: false,
        }),
      ),
    }),
  },
];
