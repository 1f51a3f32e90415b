/** The id of a query of the console's own, made by build/documents.ts. */
declare module "document-id:*" {
  const id: string;
  export default id;
}
