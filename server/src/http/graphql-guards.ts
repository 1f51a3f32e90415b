import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import { Kind, visit } from "graphql";
import { RequestError } from "../platform/errors.ts";
import { text } from "../platform/language.ts";
import type { RequestContext } from "../platform/request.ts";

/** The schema is shown to signed-in staff only: whoever cannot ask anything need not know what there is to ask. */
export function introspectionForStaffOnly(): ApolloServerPlugin<BaseContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, contextValue }) {
          if ((contextValue as RequestContext).actor) return;
          visit(document, {
            [Kind.FIELD]: {
              enter(field) {
                if (field.name.value === "__schema" || field.name.value === "__type") {
                  throw new RequestError(
                    "UNAUTHENTICATED",
                    text("登录后才能查看接口定义。", "Sign in to look at the schema."),
                  );
                }
              },
            },
          });
        },
      };
    },
  };
}
