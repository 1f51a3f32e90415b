/** `<noun>:<verb>`, the verb being the mutation's own: `customer:create`, `staff:add`. */
export type Permission = `${string}:${string}`;

/** Who acts: a member of staff with the permissions of the role held right now. */
export interface Actor {
  readonly staffId: string;
  readonly name: string;
  readonly role: string;
  /** Whose queue this person works on; null when in no team. */
  readonly teamId: string | null;
  readonly permissions: ReadonlySet<Permission>;
  /** The session the request came with; null for a program or the command line. */
  readonly sessionId: string | null;
}
