import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { Compartment, EditorState, Prec, type Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { useEffect, useRef, type ReactNode } from "react";
import { nonce } from "../../lib/nonce.ts";
import { useShownTheme } from "../../lib/theme.ts";
import { editorLook } from "./editor-look.ts";
import styles from "./explorer-page.module.css";

type CodeEditorProps = {
  label: string;
  value: string;
  /** The language, which stays the same as long as the editor does. */
  language: Extension;
  /** Left out where there is only something to read. */
  onChange?: (value: string, cursor: number) => void;
  /** Ctrl + Enter. */
  onRun?: () => void;
};

/** CodeMirror, dressed as the console. The Tab key goes on to the next field, as everywhere. */
export function CodeEditor({ label, value, language, onChange, onRun }: CodeEditorProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const look = useRef(new Compartment());
  const dark = useShownTheme() === "dark";
  const latest = useRef({ onChange, onRun, value, dark });
  useEffect(() => {
    latest.current = { onChange, onRun, value, dark };
  });

  useEffect(() => {
    if (!host.current) return undefined;
    const readOnly = latest.current.onChange === undefined;
    const run = (): boolean => {
      latest.current.onRun?.();
      return true;
    };
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          // The page's policy refuses style tags without it.
          nonce === undefined ? [] : EditorView.cspNonce.of(nonce),
          look.current.of(editorLook(latest.current.dark)),
          EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
          EditorView.lineWrapping,
          readOnly ? [EditorState.readOnly.of(true)] : [history(), closeBrackets(), autocompletion()],
          bracketMatching(),
          indentOnInput(),
          Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
          keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
          language,
          EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
            if (docChanged || selectionSet)
              latest.current.onChange?.(state.doc.toString(), state.selection.main.head);
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [label, language]);

  useEffect(() => {
    view.current?.dispatch({ effects: look.current.reconfigure(editorLook(dark)) });
  }, [dark]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  return <div ref={host} className={styles["editor"]} />;
}
