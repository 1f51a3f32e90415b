import type { RouteObject } from "react-router";
import { Navigate } from "react-router";
import { withTexts } from "./i18n/language.ts";
import { RouteError } from "./shell/route-error.tsx";

/** Every address of the console. Each page is a file of its own that is fetched when somebody goes there. */
export const routes: RouteObject[] = [
  {
    errorElement: (
      <main>
        <RouteError />
      </main>
    ),
    hydrateFallbackElement: <></>,
    children: [
      {
        path: "/sign-in",
        lazy: async () => ({ Component: (await import("./features/access/sign-in-page.tsx")).SignInPage }),
      },
      {
        lazy: async () => ({ Component: (await import("./shell/shell.tsx")).Shell }),
        children: [
          {
            // A page that fails leaves the navigation standing.
            errorElement: <RouteError />,
            children: [
              { index: true, element: <Navigate to="/customers" replace /> },
              {
                path: "/customers",
                lazy: async () => ({
                  Component: (await import("./features/customers/ledger/ledger-page.tsx")).LedgerPage,
                }),
              },
              {
                path: "/customers/roster",
                lazy: async () => ({
                  Component: (
                    await withTexts(import("./features/customers/export/roster-page.tsx"), "exports")
                  ).RosterPage,
                }),
              },
              {
                path: "/customers/due",
                lazy: async () => ({
                  Component: (await withTexts(import("./features/customers/upkeep/due-page.tsx"), "upkeep"))
                    .DuePage,
                }),
              },
              {
                path: "/customers/:number",
                lazy: async () => ({
                  Component: (await import("./features/customers/customer-page.tsx")).CustomerPage,
                }),
              },
              {
                path: "/customers/:number/print",
                lazy: async () => ({
                  Component: (
                    await withTexts(import("./features/customers/archive/print-page.tsx"), "archive")
                  ).PrintPage,
                }),
              },
              {
                path: "/complaints",
                lazy: async () => ({
                  Component: (await import("./features/complaints/desk/desk-page.tsx")).DeskPage,
                }),
              },
              {
                path: "/complaints/:number",
                lazy: async () => ({
                  Component: (await import("./features/complaints/complaint-page.tsx")).ComplaintPage,
                }),
              },
              {
                path: "/imports",
                lazy: async () => ({
                  Component: (await withTexts(import("./features/imports/imports-page.tsx"), "imports"))
                    .ImportsPage,
                }),
              },
              {
                path: "/imports/new",
                lazy: async () => ({
                  Component: (await withTexts(import("./features/imports/new-import-page.tsx"), "imports"))
                    .NewImportPage,
                }),
              },
              {
                path: "/imports/:number",
                lazy: async () => ({
                  Component: (await withTexts(import("./features/imports/import-page.tsx"), "imports"))
                    .ImportPage,
                }),
              },
              {
                path: "/staff",
                lazy: async () => ({
                  Component: (await import("./features/access/staff-page.tsx")).StaffPage,
                }),
              },
              {
                path: "/roles",
                lazy: async () => ({
                  Component: (await withTexts(import("./features/roles/roles-page.tsx"), "roles")).RolesPage,
                }),
              },
              {
                path: "/roles/:id",
                lazy: async () => ({
                  Component: (await withTexts(import("./features/roles/role-page.tsx"), "roles")).RolePage,
                }),
              },
              {
                path: "/settings",
                lazy: async () => ({
                  Component: (
                    await withTexts(
                      import("./features/archive-settings/archive-settings-page.tsx"),
                      "archiveSettings",
                    )
                  ).ArchiveSettingsPage,
                }),
              },
              {
                path: "/change-log",
                lazy: async () => ({
                  Component: (
                    await withTexts(import("./features/change-log/change-log-page.tsx"), "changeLog")
                  ).ChangeLogPage,
                }),
              },
              {
                path: "/reveals",
                lazy: async () => ({
                  Component: (await withTexts(import("./features/change-log/reveals-page.tsx"), "changeLog"))
                    .RevealsPage,
                }),
              },
              {
                path: "/api-keys",
                lazy: async () => ({
                  Component: (await import("./features/access/api-keys-page.tsx")).ApiKeysPage,
                }),
              },
              {
                path: "/graphql",
                lazy: async () => ({
                  Component: (await withTexts(import("./features/explorer/explorer-page.tsx"), "explorer"))
                    .ExplorerPage,
                }),
              },
              {
                path: "/account",
                lazy: async () => ({
                  Component: (await import("./features/access/account-page.tsx")).AccountPage,
                }),
              },
              {
                path: "/help",
                lazy: async () => ({
                  Component: (await withTexts(import("./features/help/help-page.tsx"), "help")).HelpPage,
                }),
              },
              {
                path: "*",
                lazy: async () => ({ Component: (await import("./shell/not-found-page.tsx")).NotFoundPage }),
              },
            ],
          },
        ],
      },
    ],
  },
];
