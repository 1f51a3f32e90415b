import type { CodegenConfig } from "@graphql-codegen/cli";

/**
 * Types for every request of this program, made from the schema that Dossier publishes: no server has to run for it.
 * A request that the schema does not take fails here, before it is ever sent.
 */
const config: CodegenConfig = {
  schema: "../schema.graphql",
  documents: ["src/*.ts"],
  generates: {
    "src/gql/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        // Node runs these files as they are, so they must be importable by their own names and hold no enums.
        importExtension: ".ts",
        useTypeImports: true,
        enumsAsTypes: true,
        // Moments and days are ISO 8601 texts, amounts are decimal texts: never floating-point numbers.
        strictScalars: true,
        scalars: { DateTime: "string", Date: "string", Decimal: "string", TimeOfDay: "string" },
      },
    },
  },
};

export default config;
