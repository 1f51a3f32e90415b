/** Small choices kept in the browser. Never personal data. A browser that forbids storage simply forgets. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`dossier.${name}`, value);
  } catch {
    // Forgetting a choice is no reason to stop.
  }
}

export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`dossier.${name}`);
  } catch {
    return null;
  }
}
