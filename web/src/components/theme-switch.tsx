import { DesktopOutlined, MoonOutlined, SunOutlined } from "@ant-design/icons";
import { Segmented } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { chooseTheme, themeChoices, useThemeChoice } from "../lib/theme.ts";

const icons = {
  light: <SunOutlined aria-hidden />,
  dark: <MoonOutlined aria-hidden />,
  system: <DesktopOutlined aria-hidden />,
};

export function ThemeSwitch(): ReactNode {
  const { t } = useTranslation();
  return (
    <Segmented
      aria-label={t("components.theme.label")}
      value={useThemeChoice()}
      options={themeChoices.map((choice) => ({
        value: choice,
        label: t(`components.theme.${choice}`),
        icon: icons[choice],
      }))}
      onChange={chooseTheme}
    />
  );
}
