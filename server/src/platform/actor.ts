/** `<noun>:<verb>`, the verb being the mutation's own: `customer:create`, `staff:add`. */
export type Permission = `${string}:${string}`;

/** How sure the server is of who acts. Whoever has shown less than everything asked for may do nothing yet. */
export enum Assurance {
  FULL = "FULL",
  SECOND_FACTOR_MISSING = "SECOND_FACTOR_MISSING",
  SECOND_FACTOR_TO_SET_UP = "SECOND_FACTOR_TO_SET_UP",
}

/** Who acts: a person of the staff or a program with an API key, with the permissions held right now. */
export interface Actor {
  readonly staffId: string;
  readonly name: string;
  readonly role: string;
  /** Whose queue this person works on; null when in no team. */
  readonly teamId: string | null;
  readonly permissions: ReadonlySet<Permission>;
  /** The session the request came with; null for a program or the command line. */
  readonly sessionId: string | null;
  /** The API key the request came with; null for a person. */
  readonly keyId: string | null;
  /** May look at the schema by introspection. */
  readonly readsSchema: boolean;
  readonly assurance: Assurance;
  /** When the person last proved in this session to be still the same; null when not yet. */
  readonly steppedUpAt: Date | null;
}
