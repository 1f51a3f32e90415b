const name = "dossier.loadedAnew";
/** Twice within this time would be a circle. */
const rest = 60_000;

/** The server has another version of this page: loads it. False when that was tried a moment ago. */
export function loadAnew(): boolean {
  try {
    if (Date.now() - Number(sessionStorage.getItem(name)) < rest) return false;
    sessionStorage.setItem(name, String(Date.now()));
  } catch {
    // A browser that forbids storage could not tell a circle.
    return false;
  }
  location.reload();
  return true;
}
