import type { GraphQLSchema } from "graphql";
import { createMethodMiddlewareDecorator, Extensions } from "type-graphql";
import { now } from "./clock.ts";
import { RequestError, requestErrorTexts } from "./errors.ts";
import { Assurance, type Actor, type Permission } from "./actor.ts";
import { noteRefusals } from "./refused-answers.ts";
import type { RequestContext } from "./request.ts";

/** The name under which the schema carries a root field's permission; the closed-by-default walk looks for it. */
export const PERMISSION_EXTENSION = "permission";
/** Stands for "no sign-in needed": written out, so that an open field is a decision and not an omission. */
export const EVERYBODY = "everybody";

export const CREATES_EXTENSION = "creates";
export const AT_LENGTH_EXTENSION = "atLength";
export const SENSITIVE_EXTENSION = "sensitive";
export const LENGTH_EXTENSION = "length";
/** The name under which the schema carries the argument that tells how long a list is. */
export const LENGTH_ARGUMENT_EXTENSION = "lengthArgument";

/**
 * Refuses the root field to anybody without the permission. Every root field carries this or `Open`;
 * the schema does not build with one that has neither.
 */
export function Can(permission: Permission): MethodDecorator {
  return both(
    Extensions({ [PERMISSION_EXTENSION]: permission }),
    createMethodMiddlewareDecorator<RequestContext>(async ({ context, info, args }, next) => {
      requirePermission(context, permission, info.fieldName);
      const answer = (await next()) as unknown;
      noteRefusals(context, info, args, answer);
      return answer;
    }),
  );
}

/** The name under which the schema carries that a root field asks for a step-up. */
export const STEP_UP_EXTENSION = "stepUp";
const STEPPED_UP_FOR = 10 * 60_000;

/**
 * Beside `Can`, on what must not be done at a desk that somebody has left: the person proves to be still the same, by
 * the password or a code, and is believed for ten minutes.
 */
export function StepUp(): MethodDecorator {
  return both(
    Extensions({ [STEP_UP_EXTENSION]: true }),
    createMethodMiddlewareDecorator<RequestContext>(async ({ context }, next) => {
      requireStepUp(context);
      return (await next()) as unknown;
    }),
  );
}

/** Refuses a person who has not proved just now to be still the same. A program has no desk. */
export function requireStepUp({ actor }: RequestContext): void {
  if (!actor || actor.keyId !== null) return;
  const until = steppedUpUntil(actor);
  if (until === null || until <= now())
    throw new RequestError("FORBIDDEN", requestErrorTexts.STEP_UP_NEEDED, { reason: "STEP_UP_NEEDED" });
}

export function steppedUpUntil({ steppedUpAt }: Pick<Actor, "steppedUpAt">): Date | null {
  return steppedUpAt && new Date(steppedUpAt.getTime() + STEPPED_UP_FOR);
}

/** Marks a root field that anybody may ask, signed in or not. */
export function Open(): MethodDecorator {
  return both(Extensions({ [PERMISSION_EXTENSION]: EVERYBODY }));
}

/** Marks a mutation that makes a record. Its input takes an idempotency key, and a contract test holds it to that. */
export function Creates(): MethodDecorator {
  return Extensions({ [CREATES_EXTENSION]: true });
}

/**
 * Says of a list that is no page how many entries it is taken to have when an operation's cost is reckoned: so many, or
 * as many as the list given as an argument names.
 */
export function OfLength(length: number, argument?: string): MethodDecorator & PropertyDecorator {
  return Extensions({ [LENGTH_EXTENSION]: length, [LENGTH_ARGUMENT_EXTENSION]: argument });
}

/** Marks a mutation that works through much, each part in a transaction of its own: it has no deadline as a whole. */
export function AtLength(): MethodDecorator {
  return Extensions({ [AT_LENGTH_EXTENSION]: true });
}

/**
 * Marks a field that opens, closes or shows something for which one try at a time is enough, such as a password: one
 * operation may ask for one of them.
 */
export function Sensitive(): MethodDecorator {
  return Extensions({ [SENSITIVE_EXTENSION]: true });
}

function both(...decorators: MethodDecorator[]): MethodDecorator {
  return (target, key, descriptor) => {
    for (const decorator of decorators) decorator(target, key, descriptor);
  };
}

/** The actor, when signed in and allowed; refuses the request otherwise, and notes it. */
export function requirePermission(
  context: RequestContext,
  permission: Permission,
  operation: string = permission,
): Actor {
  const { actor } = context;
  if (actor?.assurance === Assurance.FULL && actor.permissions.has(permission)) return actor;
  const code = actor ? "FORBIDDEN" : "UNAUTHENTICATED";
  context.refusals.record(context, { operation, code });
  if (actor && actor.assurance !== Assurance.FULL)
    throw new RequestError(code, requestErrorTexts[actor.assurance], { reason: actor.assurance });
  throw new RequestError(code, requestErrorTexts[code]);
}

export function may(context: RequestContext, permission: Permission): boolean {
  return context.actor?.permissions.has(permission) ?? false;
}

/**
 * What `Can` says of a subscription is asked for each of its events, and by this before the first one: whoever may not
 * hears so at once, and not when something happens.
 */
export function guardSubscriptions(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    const { subscribe } = field;
    const permission = field.extensions[PERMISSION_EXTENSION];
    field.subscribe = (source, args, context: RequestContext, info) => {
      if (permission !== EVERYBODY) requirePermission(context, permission as Permission, field.name);
      return subscribe?.(source, args, context, info);
    };
  }
}

/** Closed by default: throws for every root field that declares neither a permission nor that it is open. */
export function refuseUnguardedFields(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const unguarded = roots.flatMap((root) =>
    Object.values(root?.getFields() ?? {})
      .filter((field) => typeof field.extensions[PERMISSION_EXTENSION] !== "string")
      .map((field) => `${root?.name}.${field.name}`),
  );
  if (unguarded.length > 0) {
    throw new Error(
      `Root fields without a permission: ${unguarded.join(", ")}. Put @Can("noun:verb") or @Open() on each.`,
    );
  }
}
