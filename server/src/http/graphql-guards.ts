import { HeaderMap, type ApolloServerPlugin } from "@apollo/server";
import { Kind, OperationTypeNode, visit, type OperationDefinitionNode } from "graphql";
import { RequestError } from "../platform/errors.ts";
import { text } from "../platform/language.ts";
import type { RequestContext } from "../platform/request.ts";

const mayLook = (context: RequestContext): boolean => context.actor?.readsSchema ?? false;

/** A subscription needs a connection that stays open; sent like a query it is refused in words. */
export function subscriptionsBySocketOnly(): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation }) {
          if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
          throw new RequestError(
            "BAD_USER_INPUT",
            text(
              "订阅请通过 WebSocket 连接 /graphql（协议 graphql-transport-ws）。",
              "Subscribe over WebSocket at /graphql (protocol graphql-transport-ws).",
            ),
          );
        },
      };
    },
  };
}

/**
 * The schema is shown to signed-in staff, and to programs whose key says so: whoever cannot ask anything need not know what there is to ask. A
 * stranger who asks for one type by name learns that there is none such, as the protocol's own audit does.
 */
export function introspectionForStaffOnly(): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, document, contextValue }) {
          const context = contextValue as RequestContext;
          if (mayLook(context) || typesAskedByName(operation)) return;
          visit(document, {
            [Kind.FIELD]: {
              enter(field) {
                if (field.name.value === "__schema" || field.name.value === "__type") {
                  throw context.actor ? keyMayNotLook() : signInToLook();
                }
              },
            },
          });
        },
        async responseForOperation({ operation, contextValue }) {
          const data = mayLook(contextValue as RequestContext) ? null : typesAskedByName(operation);
          return (
            data && {
              http: { status: 200, headers: new HeaderMap() },
              body: { kind: "single", singleResult: { data } },
            }
          );
        },
      };
    },
  };
}

const signInToLook = (): RequestError =>
  new RequestError("UNAUTHENTICATED", text("登录后才能查看接口定义。", "Sign in to look at the schema."), {
    http: { status: 401 },
  });

const keyMayNotLook = (): RequestError =>
  new RequestError(
    "FORBIDDEN",
    text(
      "此 API 密钥不能读取接口定义。接口定义见 schema/schema.graphql。",
      "This API key may not look at the schema. The schema is in schema/schema.graphql.",
    ),
    { http: { status: 403 } },
  );

/** For an operation that asks nothing but `__type(name:)`: its answer when there is no such type. */
function typesAskedByName(operation: OperationDefinitionNode | undefined): Record<string, null> | null {
  const names: string[] = [];
  for (const selection of operation?.selectionSet.selections ?? []) {
    if (selection.kind !== Kind.FIELD || selection.name.value !== "__type") return null;
    names.push(selection.alias?.value ?? selection.name.value);
  }
  return names.length === 0 ? null : Object.fromEntries(names.map((name) => [name, null]));
}
