/** Something wrong with a document's text, at offsets relative to the document. */
export interface SyntaxFault {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** Warnings leave the value as it is; errors mean that kubectl cannot read the document. */
  readonly severity?: 'warning';
}
