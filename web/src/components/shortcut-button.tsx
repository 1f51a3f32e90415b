import { Button, Tooltip, type ButtonProps } from "antd";
import type { ReactNode } from "react";
import { Kbd } from "./kbd.tsx";
import { useShortcut } from "../lib/keyboard.ts";

type ShortcutButtonProps = Omit<ButtonProps, "onClick" | "children"> & {
  shortcut: string;
  /** Said by the tooltip, and by the button itself when it shows no words. */
  does: string;
  onAct: () => void;
  children?: ReactNode;
};

/** A button that a single key presses too, and whose tooltip says which. */
export function ShortcutButton({
  shortcut,
  does,
  onAct,
  children,
  ...button
}: ShortcutButtonProps): ReactNode {
  useShortcut(shortcut, onAct);
  return (
    <Tooltip
      title={
        <>
          {does} <Kbd>{shortcut}</Kbd>
        </>
      }
    >
      <Button
        {...button}
        aria-keyshortcuts={shortcut}
        {...(children === undefined ? { "aria-label": does } : {})}
        onClick={onAct}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
