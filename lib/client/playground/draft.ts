/** JSON as somebody typed it: a value, nothing at all, or what is wrong with it. */
export type Draft =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly problem: string }

/** Reads what was typed; an empty text is an event without a payload. */
export function readDraft(text: string): Draft {
  if (text.trim() === '') return { ok: true, payload: undefined }
  try {
    return { ok: true, payload: JSON.parse(text) as unknown }
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) }
  }
}

export function writeDraft(payload: unknown): string {
  return payload === undefined ? '' : JSON.stringify(payload, null, 2)
}
