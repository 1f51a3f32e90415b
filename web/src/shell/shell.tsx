import { useQuery } from "@apollo/client/react";
import { Button, Tooltip } from "antd";
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, Outlet, useLocation } from "react-router";
import { LedgerSearch } from "../features/customers/ledger/ledger-search.tsx";
import { graphql, readFragment } from "../gql/index.ts";
import { withTexts } from "../i18n/language.ts";
import { useShortcut } from "../lib/keyboard.ts";
import { useSessionLost } from "../lib/session.ts";
import { useStepUpWanted } from "../lib/step-up.ts";
import { AccountMenu } from "./account-menu.tsx";
import { DemoBanner } from "./demo-banner.tsx";
import { Logo } from "./logo.tsx";
import { Navigation } from "./navigation.tsx";
import { OfflineBanner } from "./offline-banner.tsx";
import { QueryError } from "./query-error.tsx";
import { ShortcutDialog } from "./shortcut-list.tsx";
import styles from "./shell.module.css";
import { SecondFactorBanner } from "./second-factor-banner.tsx";
import { viewerFragment, ViewerProvider } from "./viewer.tsx";

const SignInDialog = lazy(async () => ({
  default: (await import("../features/access/sign-in-dialog.tsx")).SignInDialog,
}));

const SecondStepPage = lazy(async () => ({
  default: (await import("../features/access/second-step-page.tsx")).SecondStepPage,
}));

const StepUpDialog = lazy(async () => ({
  default: (await import("../features/access/step-up-dialog.tsx")).StepUpDialog,
}));

/** Fetched beside the first page, which does not wait for it. */
const Live = lazy(async () => ({ default: (await import("./live.tsx")).Live }));

/** So is the bell. */
const AlertBell = lazy(async () => ({
  default: (await withTexts(import("../features/customers/alerts/alert-bell.tsx"), "alerts")).AlertBell,
}));

export const viewerQuery = graphql(`
  query Viewer {
    me {
      ...Viewer_Me
    }
  }
`);

/** Everything around a page: who works here, where one can go, search, and what concerns every page. */
export function Shell(): ReactNode {
  const { t } = useTranslation();
  const location = useLocation();
  const lost = useSessionLost();
  const proving = useStepUpWanted();
  const { data, error, refetch } = useQuery(viewerQuery);

  if (error) return <QueryError error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <>
        <OfflineBanner />
        <p className="visually-hidden" role="status">
          {t("shell.loading")}
        </p>
      </>
    );
  }
  if (!data.me) {
    return <Navigate to={signInAddress(location)} replace />;
  }
  if (readFragment(viewerFragment, data.me).assurance !== "FULL") {
    return (
      <ViewerProvider me={data.me}>
        <Suspense>
          <SecondStepPage />
        </Suspense>
      </ViewerProvider>
    );
  }
  return (
    <ViewerProvider me={data.me}>
      <Frame />
      {proving ? (
        <Suspense>
          <StepUpDialog />
        </Suspense>
      ) : null}
      {lost ? (
        <Suspense>
          <SignInDialog />
        </Suspense>
      ) : (
        <Suspense>
          <Live />
        </Suspense>
      )}
    </ViewerProvider>
  );
}

/** Signing in returns to where one wanted to go. A one-time link that is used up lands on "/" with the reason. */
function signInAddress({ pathname, search }: { pathname: string; search: string }): string {
  if (pathname !== "/") return `/sign-in?return=${encodeURIComponent(pathname + search)}`;
  return new URLSearchParams(search).has("error") ? "/sign-in?error=link" : "/sign-in";
}

function Frame(): ReactNode {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const arrived = useRef(pathname);
  const [listing, setListing] = useState(false);
  useShortcut("?", () => setListing(true));

  useEffect(() => {
    if (arrived.current === pathname) return;
    arrived.current = pathname;
    // A screen reader stays on the link otherwise and does not notice that the page is another.
    main.current?.focus();
  }, [pathname]);

  return (
    <div className={styles["frame"]}>
      <a className={styles["skip"]} href="#main">
        {t("shell.skip")}
      </a>
      <nav className={styles["side"]} aria-label={t("shell.navigation")}>
        <Link to="/customers" className={styles["brand"] ?? ""}>
          <Logo /> <span>{t("shell.product")}</span>
        </Link>
        <Navigation />
        <div className={styles["foot"]}>
          <Tooltip title="?" placement="right">
            <Button type="text" size="small" onClick={() => setListing(true)}>
              {t("shell.shortcuts.open")}
            </Button>
          </Tooltip>
        </div>
      </nav>
      <div className={styles["body"]}>
        <OfflineBanner />
        <header className={styles["top"]}>
          <div className={styles["search"]}>
            <LedgerSearch />
          </div>
          <div className={styles["tools"]}>
            <Suspense>
              <AlertBell />
            </Suspense>
            <AccountMenu />
          </div>
        </header>
        <SecondFactorBanner />
        <DemoBanner />
        <main id="main" ref={main} tabIndex={-1} className={styles["main"]}>
          <Outlet />
        </main>
      </div>
      <ShortcutDialog open={listing} onClose={() => setListing(false)} />
    </div>
  );
}
