import { ApolloProvider } from "@apollo/client/react";
import { App as AntApp, ConfigProvider } from "antd";
import i18next from "i18next";
import type { ReactNode } from "react";
import { createBrowserRouter, RouterProvider } from "react-router";
import { createApollo } from "./apollo.ts";
import { useAntdLocale } from "./i18n/language.ts";
import { antdTheme } from "./lib/antd-theme.ts";
import { nonce } from "./lib/nonce.ts";
import { useShownTheme } from "./lib/theme.ts";
import { routes } from "./routes.tsx";
import { Notices } from "./shell/notices.tsx";

const apollo = createApollo();
// What the server names, such as roles and permissions, it names in the language of the question.
i18next.on("languageChanged", () => void apollo.refetchQueries({ include: "active" }));
const router = createBrowserRouter(routes);

/** Dialogs opened in the body itself lock its scrolling by a style without the nonce, which the page's policy refuses. */
const overlays = (): HTMLElement => document.getElementById("overlays") ?? document.body;

export function App(): ReactNode {
  const shown = useShownTheme();
  const locale = useAntdLocale();
  return (
    <ConfigProvider
      theme={antdTheme(shown)}
      {...(locale ? { locale } : {})}
      {...(nonce ? { csp: { nonce } } : {})}
      // Between two Chinese letters of a button antd puts a space, which shops read as a misprint.
      button={{ autoInsertSpace: false }}
      getPopupContainer={overlays}
    >
      <AntApp component={false}>
        <ApolloProvider client={apollo}>
          <RouterProvider router={router} />
          <Notices />
        </ApolloProvider>
      </AntApp>
    </ConfigProvider>
  );
}
