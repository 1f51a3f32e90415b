/** A query as the application sends it, made by build/query-texts.ts. */
declare module "query-text:*" {
  const text: string;
  export default text;
}
