import { theme, type ThemeConfig } from "antd";
import { dark, light } from "./palette.ts";

/** antd's own blue on white has 4.1 : 1; these come from the palette, whose contrast is tested. */
export function antdTheme(shown: "light" | "dark"): ThemeConfig {
  const colours = shown === "dark" ? dark : light;
  return {
    algorithm: shown === "dark" ? theme.darkAlgorithm : theme.defaultAlgorithm,
    cssVar: { key: "dossier" },
    hashed: false,
    token: {
      fontFamily: "var(--fonts)",
      fontSize: 14,
      borderRadius: 6,
      controlHeight: 34,
      wireframe: false,
      motionDurationMid: "0.15s",
      motionDurationSlow: "0.2s",
      colorPrimary: colours.accent,
      colorInfo: colours.accent,
      colorLink: colours.accent,
      colorLinkHover: colours.accentHover,
      colorSuccess: colours.good,
      colorWarning: colours.warn,
      colorError: colours.bad,
      // What antd derives from these dark colours is mud.
      colorSuccessBg: shown === "dark" ? "#1a2f20" : "#e6f2e8",
      colorWarningBg: shown === "dark" ? "#35290f" : "#fbf1dd",
      colorErrorBg: shown === "dark" ? "#3a1e1a" : "#fbeae7",
      colorInfoBg: colours.accentSoft,
      colorErrorText: colours.bad,
      colorText: colours.text,
      colorTextSecondary: colours.textQuiet,
      colorTextTertiary: colours.textQuiet,
      colorTextDescription: colours.textQuiet,
      colorTextPlaceholder: colours.textQuiet,
      colorIcon: colours.textQuiet,
      colorBgLayout: colours.ground,
      colorBgContainer: colours.surface,
      colorBgElevated: colours.raised,
      colorBorder: shown === "dark" ? "#4a5350" : "#c3c5bd",
      colorBorderSecondary: colours.line,
      colorTextLightSolid: colours.onAccent,
      colorPrimaryBg: colours.accentSoft,
      colorPrimaryBgHover: colours.accentSoft,
      controlItemBgActive: colours.accentSoft,
    },
    components: {
      Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none", fontWeight: 500 },
      Tooltip: { colorBgSpotlight: "#2a302e", colorTextLightSolid: "#ffffff" },
      Drawer: { paddingLG: 20 },
      Table: { headerBg: colours.surface, headerSplitColor: "transparent" },
      Segmented: { itemSelectedBg: colours.surface, trackBg: colours.sunken },
    },
  };
}
