import { createContext, use, type ReactNode } from "react";
import { graphql, readFragment, type FragmentType } from "../gql/index.ts";
import type { FieldRight, PersonalField, Viewer_MeFragment } from "../gql/graphql.ts";

export const viewerFragment = graphql(`
  fragment Viewer_Me on Me {
    permissions
    assurance
    secondFactor {
      confirmed
      required
    }
    fields {
      field
      right
    }
    staff {
      id
      version
      name
      email
      role
      lastSignedInAt
      team {
        id
        name
      }
    }
  }
`);

export type Viewer = Viewer_MeFragment & {
  /** Whether to offer something. The server decides again; this only spares the reader a refusal. */
  may: (permission: string) => boolean;
  /** The right on a personal field; whoever has none does not hear whether there is a value. */
  rightOn: (field: PersonalField) => FieldRight;
};

const ViewerContext = createContext<Viewer | undefined>(undefined);

export function ViewerProvider(props: {
  me: FragmentType<typeof viewerFragment>;
  children: ReactNode;
}): ReactNode {
  const me = readFragment(viewerFragment, props.me);
  const viewer: Viewer = {
    ...me,
    may: (permission) => me.permissions.includes(permission),
    rightOn: (field) => me.fields.find((held) => held.field === field)?.right ?? "NONE",
  };
  return <ViewerContext value={viewer}>{props.children}</ViewerContext>;
}

/** Who is signed in. Only inside the shell, where somebody always is. */
export function useViewer(): Viewer {
  const viewer = use(ViewerContext);
  if (!viewer) throw new Error("useViewer() is called outside the shell.");
  return viewer;
}
