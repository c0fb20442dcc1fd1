/** A refusal before a contract formats it: its event, its text and the registry's code. */
export interface RefusalFacts {
  readonly event: string
  readonly text: string
  readonly code: number
  /** Seconds until trying again makes sense. */
  readonly retryAfter?: number
}

/** How a contract formats the payload of a refusal; `words` shows it in the documents. */
export interface RefusalForm {
  (refusal: RefusalFacts): unknown
  readonly words: string
}

/** A form of a contract's own. @param words - e.g. `` `{message, code}` `` */
export function refusalForm(words: string, write: (refusal: RefusalFacts) => unknown): RefusalForm {
  return Object.assign((refusal: RefusalFacts) => write(refusal), { words })
}

/** The forms that the five documents have. */
export const forms = {
  /** The text itself. */
  text: refusalForm('(text)', ({ text }) => text),
  reason: refusalForm('`{reason}`', ({ text }) => ({ reason: text })),
  object: refusalForm('`{message, code}`', ({ event: _, text, ...numbers }) => ({
    message: text,
    ...numbers,
  })),
  limit: refusalForm('`{message, remaining, code}`', ({ event: _, text, ...numbers }) => ({
    message: text,
    remaining: 0,
    ...numbers,
  })),
  /** Of a raw WebSocket: the payload names its event. */
  frame: refusalForm('`{type, message, code}`', ({ event, text, ...numbers }) => ({
    type: event,
    message: text,
    ...numbers,
  })),
} as const
