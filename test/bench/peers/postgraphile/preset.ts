import { PostGraphileAmberPreset } from "postgraphile/presets/amber";

/** PostGraphile as its makers recommend it for production, on Dossier's tables as they are. */
export function makePreset(
  pgService: GraphileConfig.PgServiceConfiguration,
  isSignedIn: (cookie: string | undefined) => Promise<boolean>,
): GraphileConfig.Preset {
  return {
    extends: [PostGraphileAmberPreset],
    // Lists are ordered by the second and third column of an index too; the plugin offers the first alone.
    disablePlugins: ["PgIndexBehaviorsPlugin"],
    pgServices: [pgService],
    grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false, websockets: false },
    grafast: {
      explain: false,
      async context(requestContext) {
        const { cookie } = requestContext.node?.req.headers ?? {};
        if (!(await isSignedIn(cookie))) throw new Error("Sign in first");
        return {};
      },
    },
  };
}
