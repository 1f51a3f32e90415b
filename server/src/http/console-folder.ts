/** Where the console's build lies, seen from this file in the tests, and from the server's build otherwise. */
export const CONSOLE_FOLDER = new URL(
  import.meta.url.endsWith(".ts") ? "../../../web/dist/" : "../../web/dist/",
  import.meta.url,
);
