import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./base.css";
import { startLanguage } from "./i18n/language.ts";
import { firstAnswers } from "./lib/asked-ahead.ts";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root.");

// Not awaited at the top level: the texts come as a file that needs a part of this one, and the two would wait for each other.
void startLanguage().then(() =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);

// Letters for machines that have no Chinese font: their list alone is 45 kB, they themselves a megabyte. Nothing waits for
// them, and neither the first answers nor the drawing of them share line or processor with them.
const loadLetters = (): void => void import("@fontsource-variable/noto-sans-sc/index.css");
void firstAnswers().then(() =>
  setTimeout(() => {
    if ("requestIdleCallback" in window) requestIdleCallback(loadLetters, { timeout: 3000 });
    else loadLetters();
  }, 400),
);
