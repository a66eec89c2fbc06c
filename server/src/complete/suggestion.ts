import type { TextReplacement } from '../check/finding';

/** One thing that may be typed here. */
export interface Suggestion {
  readonly label: string;
  readonly kind: 'field' | 'value' | 'kind' | 'version' | 'snippet';
  /** Short and grey: the type of a field, the apiVersion of a kind. */
  readonly detail?: string;
  /** What the typed text is matched against, where that is not the label. */
  readonly filter?: string;
  readonly edit: TextReplacement;
  /** The edit's text has tab stops. */
  readonly snippet?: boolean;
  /** Further changes elsewhere that belong to this one (the apiVersion of a kind). */
  readonly alsoEdit?: readonly TextReplacement[];
  /** Suggest again once this is in: a value follows. */
  readonly thenSuggest?: boolean;
  /** Where its text is, looked up only when the person rests on it. */
  readonly docs?: DocsReference;
}

/** A description in the docs: of a definition, of one of its fields, or of one value of that. */
export interface DocsReference { readonly definition: string; readonly field?: string; readonly value?: string }
