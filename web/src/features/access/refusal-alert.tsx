import { Alert } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { SignInRefusal } from "../../lib/sign-in.ts";

/** Why a step of signing in was refused; where it has to wait, for how much longer. */
export function RefusalAlert({ refusal }: { refusal: SignInRefusal }): ReactNode {
  const { t } = useTranslation();
  const [left, setLeft] = useState(refusal.seconds ?? 0);
  useEffect(() => {
    const end = performance.now() + (refusal.seconds ?? 0) * 1000;
    const tick = (): void => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [refusal]);

  const words = (): string => {
    if (refusal.code === "UNREACHABLE") return t("access.signIn.unreachable");
    if (refusal.code === "INTERNAL") return t("shell.problem.internal");
    if (refusal.code !== "RATE_LIMITED") return refusal.message ?? t("shell.problem.internal");
    if (refusal.seconds === undefined) return t("access.signIn.tooMany");
    if (left === 0) return t("access.signIn.waitOver");
    return left < 60
      ? t("access.signIn.waitSeconds", { count: left })
      : t("access.signIn.waitMinutes", { count: Math.ceil(left / 60) });
  };
  return (
    <Alert
      type={refusal.code === "RATE_LIMITED" && left === 0 ? "info" : "error"}
      showIcon
      title={words()}
      style={{ marginBottom: 16 }}
    />
  );
}
