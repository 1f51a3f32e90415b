import type { CodegenConfig } from "@graphql-codegen/cli";

/** Typed documents for every query, mutation and fragment of the console. The schema is the server's published one. */
const config: CodegenConfig = {
  schema: process.env["DOSSIER_SCHEMA"] ?? "../schema/schema.graphql",
  documents: ["src/**/*.{ts,tsx}", "!src/gql/**"],
  ignoreNoDocuments: true,
  generates: {
    "src/gql/": {
      preset: "client",
      presetConfig: { fragmentMasking: { unmaskFunctionName: "readFragment" } },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: { DateTime: "string", Date: "string", Decimal: "string", TimeOfDay: "string" },
      },
    },
  },
};

export default config;
