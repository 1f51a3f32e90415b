import type { GraphQLSchema } from "graphql";
import { createMethodMiddlewareDecorator, Extensions } from "type-graphql";
import { RequestError, requestErrorTexts } from "./errors.ts";
import { noteRefusals } from "./refused-answers.ts";
import type { Actor, Permission } from "./actor.ts";
import type { RequestContext } from "./request.ts";

/** The name under which the schema carries a root field's permission; the closed-by-default walk looks for it. */
export const PERMISSION_EXTENSION = "permission";
/** Stands for "no sign-in needed": written out, so that an open field is a decision and not an omission. */
export const EVERYBODY = "everybody";

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

/** Marks a root field that anybody may ask, signed in or not. */
export function Open(): MethodDecorator {
  return both(Extensions({ [PERMISSION_EXTENSION]: EVERYBODY }));
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
  if (actor?.permissions.has(permission)) return actor;
  const code = actor ? "FORBIDDEN" : "UNAUTHENTICATED";
  context.refusals.record(context, { operation, code });
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
