import { Kind, parse, type OperationTypeNode } from "graphql";

export type Operation = { name: string | undefined; kind: `${OperationTypeNode}` };

/** Of several operations in a text, the one that the cursor stands in. What does not parse is for the server to refuse. */
export function operationAt(text: string, offset: number): Operation {
  try {
    const operations = parse(text).definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
    const wanted =
      operations.find(({ loc }) => loc !== undefined && loc.start <= offset && offset <= loc.end) ??
      operations[0];
    return { name: wanted?.name?.value, kind: wanted?.operation ?? "query" };
  } catch {
    return { name: undefined, kind: "query" };
  }
}
