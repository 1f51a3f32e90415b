import type { Page } from "playwright-core";

/** Drops a file onto the page, as a person does from the desktop: over it first, then let go. */
export async function dropFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const carried = await page.evaluateHandle(
    ({ name, base64 }) => {
      const letters = atob(base64);
      const file = new File([Uint8Array.from(letters, (letter) => letter.codePointAt(0) ?? 0)], name);
      const transfer = new DataTransfer();
      transfer.items.add(file);
      return transfer;
    },
    { name, base64: Buffer.from(bytes).toString("base64") },
  );
  // Onto the page's own title: what is dropped on the frame around it does not reach the page.
  const title = page.getByRole("main").getByRole("heading", { level: 1 });
  for (const kind of ["dragenter", "dragover", "drop"])
    await title.dispatchEvent(kind, { dataTransfer: carried });
  await carried.dispose();
}
