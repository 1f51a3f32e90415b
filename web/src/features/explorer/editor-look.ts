import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The console's own colours, which change with the theme by themselves. */
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.definitionKeyword, tags.operatorKeyword], color: "var(--bad)" },
  { tag: [tags.propertyName, tags.attributeName], color: "var(--accent)" },
  { tag: [tags.typeName, tags.className, tags.atom, tags.bool, tags.null], color: "var(--warn)" },
  { tag: [tags.string, tags.number, tags.integer, tags.float], color: "var(--good)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--text-quiet)" },
]);

const CODE_FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace, var(--fonts)";

const parts = {
  "&": { height: "100%", backgroundColor: "var(--surface)", color: "var(--text)", fontSize: "13px" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: CODE_FONTS, lineHeight: "1.5" },
  ".cm-content": { padding: "8px 4px", caretColor: "var(--text)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--accent-soft)",
  },
  ".cm-tooltip": {
    border: "1px solid var(--line)",
    backgroundColor: "var(--raised)",
    color: "var(--text)",
  },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--accent-soft)",
    color: "var(--text)",
  },
  ".cm-completionIcon": { display: "none" },
  ".cm-completionDetail": { color: "var(--text-quiet)", fontStyle: "normal" },
  ".cm-completionInfo": { maxWidth: "360px" },
};

export function editorLook(dark: boolean): Extension {
  return [EditorView.theme(parts, { dark }), syntaxHighlighting(colours)];
}
