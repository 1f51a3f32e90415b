import { remember, remembered } from "./remembered.ts";
import { createStore, useStore } from "./store.ts";

export type ThemeChoice = "light" | "dark" | "system";
export const themeChoices: readonly ThemeChoice[] = ["light", "dark", "system"];

const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");

function rememberedChoice(): ThemeChoice {
  const stored = remembered("theme");
  return themeChoices.find((choice) => choice === stored) ?? "system";
}

const choice = createStore<ThemeChoice>(rememberedChoice());
const shown = createStore<"light" | "dark">(resolve());

function resolve(): "light" | "dark" {
  const wanted = choice.read();
  if (wanted !== "system") return wanted;
  return prefersDark.matches ? "dark" : "light";
}

function show(): void {
  shown.write(resolve());
  document.documentElement.dataset["theme"] = shown.read();
}

prefersDark.addEventListener("change", show);

export function chooseTheme(wanted: ThemeChoice): void {
  choice.write(wanted);
  remember("theme", wanted);
  show();
}

export const useThemeChoice = (): ThemeChoice => useStore(choice);
/** What is on the screen now, with "system" resolved. */
export const useShownTheme = (): "light" | "dark" => useStore(shown);
