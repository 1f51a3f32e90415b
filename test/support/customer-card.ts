import { randomUUID } from "node:crypto";
import type { Locator, Page } from "playwright-core";
import { vi } from "vitest";
import type { Client } from "./client.ts";

export interface OnFile {
  id: string;
  number: string;
  version: number;
}

/** A customer that was put on file before the story begins. */
export async function customerOnFile(agent: Client, details: Record<string, string>): Promise<OnFile> {
  const { createCustomer } = await agent.query<{ createCustomer: { customer: OnFile } }>(
    `mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id number version } } }`,
    { input: { idempotencyKey: randomUUID(), ...details } },
  );
  return createCustomer.customer;
}

interface ImportUnderWay {
  id: string;
  version: number;
  state: string;
}

/** Takes a spreadsheet in, as a program would. */
export async function takeIn(agent: Client, name: string, csv: string): Promise<void> {
  const uploaded = await agent.request(`/files/imports?name=${name}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: csv,
  });
  const { import: made } = (await uploaded.json()) as { import: { number: string } };
  const reached = async (state: string): Promise<ImportUnderWay> =>
    vi.waitUntil(
      async () => {
        const found = await agent.query<{ import: ImportUnderWay }>(
          `query ($number: String!) { import(number: $number) { id version state } }`,
          { number: made.number },
        );
        return found.import.state === state && found.import;
      },
      { timeout: 30_000, interval: 50 },
    );
  const ready = await reached("READY");
  await agent.query(
    `mutation ($input: StartImportInput!) { startImport(input: $input) { errors { message } } }`,
    { input: { importId: ready.id, expectedVersion: ready.version } },
  );
  await reached("FINISHED");
}

export const field = (page: Page | Locator, name: string): Locator =>
  page.getByRole("textbox", { name, exact: true });
export const dialog = (page: Page, name: string | RegExp): Locator => page.getByRole("dialog", { name });
export const button = (page: Page | Locator, name: string): Locator =>
  page.getByRole("button", { name, exact: true });

export async function seeTold(page: Page, text: string): Promise<void> {
  await page.getByRole("status").getByText(text).first().waitFor();
}

/** The form that a key or a click has just opened, once its first field has the keyboard. */
export async function openForm(page: Page, name: string | RegExp): Promise<Locator> {
  const form = dialog(page, name);
  await form.locator("input:focus, textarea:focus").waitFor();
  return form;
}

/** Saves with Ctrl+Enter and sees the form go. */
export async function save(page: Page, form: Locator): Promise<void> {
  await page.keyboard.press("Control+Enter");
  await form.waitFor({ state: "detached" });
}

export async function openTab(page: Page, name: RegExp): Promise<Locator> {
  await page.getByRole("tab", { name }).click();
  return page.getByRole("tabpanel", { name });
}
