import { randomUUID } from "node:crypto";
import { consoleDocument } from "./console-documents.ts";
import { graphql, plain, type Scenario } from "./scenario.ts";

/** Each is asked once only: a key that comes again would be answered from the first time. */
const MOST = 30_000;

/** As the console files one. PostGraphile's own mutation writes one row where this writes eight, so it is not asked. */
export const filing: Scenario = {
  name: "filing",
  title: "complaint filed",
  questions({ customers }) {
    const document = consoleDocument("FileComplaint");
    const description = "收到的杯子有裂纹，要求换货。";
    return {
      Dossier: Array.from({ length: MOST }, (_, place) =>
        graphql(document, {
          input: {
            customerId: `Customer_${customers[place % customers.length]?.id ?? ""}`,
            category: "PRODUCT_QUALITY",
            severity: "LOW",
            description,
            idempotencyKey: randomUUID(),
          },
        }),
      ),
      "by hand": customers.map(({ id }) => plain("/file", { customerId: id, description })),
    };
  },
};
