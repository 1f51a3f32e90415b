/** The console's colours. `palette.test.ts` holds base.css to the same values and every text colour to a contrast of 4.5 : 1. */
export type Palette = {
  ground: string;
  surface: string;
  raised: string;
  sunken: string;
  line: string;
  text: string;
  textQuiet: string;
  accent: string;
  accentHover: string;
  accentSoft: string;
  onAccent: string;
  seal: string;
  good: string;
  warn: string;
  bad: string;
};

export const light: Palette = {
  ground: "#f6f6f2",
  surface: "#ffffff",
  raised: "#ffffff",
  sunken: "#efefe9",
  line: "#e0e0d8",
  text: "#1c211f",
  textQuiet: "#59625e",
  accent: "#1a655f",
  accentHover: "#134f4a",
  accentSoft: "#e2f0ed",
  onAccent: "#ffffff",
  seal: "#a63a24",
  good: "#26703a",
  warn: "#8a5a00",
  bad: "#b42a1d",
};

export const dark: Palette = {
  ground: "#121514",
  surface: "#191d1c",
  raised: "#212625",
  sunken: "#0d100f",
  line: "#313836",
  text: "#e5eae7",
  textQuiet: "#a2ada8",
  accent: "#63bdb2",
  accentHover: "#86d0c6",
  accentSoft: "#1c3532",
  onAccent: "#06201d",
  seal: "#c9553c",
  good: "#74c48a",
  warn: "#e0b252",
  bad: "#f08a7c",
};
