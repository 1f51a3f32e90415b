import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { describeBreaches, findBreaches, readSources, SLICES } from "./import-walls.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const breaches = (sources: Record<string, string>) => findBreaches(new Map(Object.entries(sources)));
const slice = (path: string) => `server/src/modules/${path}`;

describe("the import walls stand", () => {
  const sources = readSources(root, ["server/src", "web/src"]);

  test("in every source of the server and the console", () => {
    expect(sources.size).toBeGreaterThan(0);
    expect(describeBreaches(findBreaches(sources))).toBe("");
  });

  test("and every slice on disk has its place in the order", () => {
    const onDisk = [...sources.keys()].flatMap(
      (path) => /^server\/src\/modules\/([^/]+)\//.exec(path)?.[1] ?? [],
    );
    expect([...new Set(onDisk)].filter((name) => !SLICES.includes(name))).toEqual([]);
  });
});

describe("the import walls let pass", () => {
  test.each([
    [slice("orders/order.queries.ts"), `import { Customer } from "../customers/customer.entity.ts";`],
    [
      slice("orders/commands/add-order.ts"),
      `import { findCustomer } from "../../customers/customer.queries.ts";`,
    ],
    [slice("imports/commands/take-in.ts"), `import { addOrder } from "../../orders/commands/add-order.ts";`],
    [slice("imports/mapping.ts"), `import { FIELDS } from "../customers/fields.ts";`],
    [slice("customers/customer.entity.ts"), `import { check } from "./customer-check.ts";`],
    [slice("customers/customer.entity.ts"), `import { now } from "../../platform/clock.ts";`],
    ["server/src/app.ts", `import "./modules/analytics/analytics.resolver.ts";`],
    ["server/src/cli/import.ts", `import { read } from "../modules/imports/reading/read.ts";`],
    ["web/src/routes.tsx", `const page = () => import("./features/customers/LedgerPage.tsx");`],
    ["web/src/features/orders/OrderList.tsx", `import { graphql } from "../../gql/index.ts";`],
  ])("%s: %s", (file, source) => {
    expect(breaches({ [file]: source })).toEqual([]);
  });

  test("another feature's component, when its fragment is spread beside it", () => {
    expect(
      breaches({
        "web/src/features/customers/CustomerName.tsx":
          "graphql(`fragment CustomerName_customer on Customer { id }`)",
        "web/src/features/orders/OrderPage.tsx": [
          `import { CustomerName } from "../customers/CustomerName.tsx";`,
          "graphql(`query OrderPage { order { customer { ...CustomerName_customer } } }`);",
        ].join("\n"),
      }),
    ).toEqual([]);
  });
});

describe("the import walls refuse", () => {
  test.each([
    [
      "platform that knows a slice",
      "server/src/platform/authz.ts",
      `import type { Person } from "../modules/access/person.entity.ts";`,
      /platform knows no slice/,
    ],
    [
      "a slice that imports from its right",
      slice("customers/customer.resolver.ts"),
      `import { Order } from "../orders/order.entity.ts";`,
      /orders stands to the right of customers/,
    ],
    [
      "a slice entered by another way than its doors",
      slice("orders/order.resolver.ts"),
      `import { customerLoader } from "../customers/customer.loaders.ts";`,
      /entered by \*\.entity, \*\.queries, \*\.types and commands/,
    ],
    [
      "the policy of another slice",
      slice("orders/order.resolver.ts"),
      `import { visibleTo } from "../customers/customer.policy.ts";`,
      /entered by/,
    ],
    [
      "a slice without a place in the order",
      slice("gifts/gift.entity.ts"),
      `import { Customer } from "../customers/customer.entity.ts";`,
      /gifts has no place in the order/,
    ],
    [
      "a part that imports what puts the parts together",
      slice("customers/customer.queries.ts"),
      `import { createApp } from "../../app.ts";`,
      /no part may import it/,
    ],
    [
      "a re-export",
      slice("customers/customer.queries.ts"),
      `export { Order } from "../orders/order.entity.ts";`,
      /right of customers/,
    ],
    [
      "a dynamic import",
      slice("customers/customer.queries.ts"),
      `export const later = () => import("../orders/order.entity.ts");`,
      /right of customers/,
    ],
    [
      "an import type in the middle of a line",
      slice("customers/customer.queries.ts"),
      `export type Later = import("../orders/order.entity.ts").Order;`,
      /right of customers/,
    ],
    [
      "a server that knows the console",
      "server/src/platform/language.ts",
      `import { words } from "../../../web/src/i18n/words.ts";`,
      /knows nothing of the console/,
    ],
    [
      "a console that knows the server",
      "web/src/lib/money.ts",
      `import { Money } from "../../../server/src/platform/money.ts";`,
      /only by generated documents/,
    ],
    [
      "a component that knows a feature",
      "web/src/components/Drawer.tsx",
      `import { CustomerCard } from "../features/customers/CustomerCard.tsx";`,
      /components knows no feature/,
    ],
    [
      "a component that speaks GraphQL",
      "web/src/components/Drawer.tsx",
      `import { graphql } from "../gql/index.ts";`,
      /speaks no GraphQL/,
    ],
    [
      "a feature that reaches into another's code",
      "web/src/features/orders/OrderPage.tsx",
      `import { formatName } from "../customers/names.ts";`,
      /only components and hooks may be used/,
    ],
  ])("%s", (_, file, source, remedy) => {
    const found = breaches({ [file]: source });
    expect(found).toHaveLength(1);
    expect(describeBreaches(found)).toMatch(remedy);
  });

  test("another feature's component without its fragment", () => {
    const found = breaches({
      "web/src/features/customers/CustomerName.tsx":
        "graphql(`fragment CustomerName_customer on Customer { id }`)",
      "web/src/features/orders/OrderPage.tsx": `import { CustomerName } from "../customers/CustomerName.tsx";`,
    });
    expect(describeBreaches(found)).toMatch(/Spread \.\.\.CustomerName_customer in the query/);
  });
});
