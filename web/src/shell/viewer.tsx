import { createContext, use, type ReactNode } from "react";
import { graphql, readFragment, type FragmentType } from "../gql/index.ts";
import type { FieldRight, PersonalField, Viewer_MeFragment } from "../gql/graphql.ts";
import { isWithin } from "./scope.ts";

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
    scopes {
      permission
      scope
    }
    heldRole {
      id
      name
      description
    }
    department {
      id
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
  /** Whether to offer something with one record, which may be somebody else's. */
  reaches: (permission: string, record: Owned) => boolean;
};

/** What a record tells of whose it is. */
export type Owned = {
  owner?: { id: string } | null;
  team?: { id: string; department?: { id: string } | null } | null;
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
    reaches: (permission, { owner, team }) =>
      isWithin(
        me.scopes.find((held) => held.permission === permission)?.scope ?? "NONE",
        {
          ownerId: me.staff.id,
          teamId: me.staff.team?.id ?? null,
          departmentId: me.department?.id ?? null,
        },
        { ownerId: owner?.id ?? null, teamId: team?.id ?? null, departmentId: team?.department?.id ?? null },
      ),
  };
  return <ViewerContext value={viewer}>{props.children}</ViewerContext>;
}

/** Who is signed in. Only inside the shell, where somebody always is. */
export function useViewer(): Viewer {
  const viewer = use(ViewerContext);
  if (!viewer) throw new Error("useViewer() is called outside the shell.");
  return viewer;
}
