/** What became of one's wish to find the partner again. */
export type Touch =
  /** The partner learns of it when they want it too, and never otherwise. */
  | { readonly kind: 'wanted' }
  | { readonly kind: 'failed' }
  /** Both wanted it. */
  | { readonly kind: 'found'; readonly conversationId: string }
