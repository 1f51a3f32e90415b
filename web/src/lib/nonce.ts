/** The server writes a fresh value into the page; whatever injects styles must carry it, or the page's policy refuses them. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
