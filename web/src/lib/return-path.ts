/** Where to go after signing in. Only a path of this console: "//elsewhere" and "/\elsewhere" would leave it. */
export function safeReturnPath(wanted: string | null): string {
  if (!wanted || !/^\/(?![/\\])/.test(wanted) || wanted.startsWith("/sign-in")) return "/customers";
  // Browsers drop tabs and line ends inside an address, so "/\t/elsewhere" is "//elsewhere".
  return /[\t\r\n]/.test(wanted) ? "/customers" : wanted;
}
