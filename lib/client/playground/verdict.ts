import { z } from 'zod'
import { receivedRow, type Endpoint, sentRow } from './tables'

/** Whether a payload is as its contract says. */
export type Verdict =
  | { readonly kind: 'fits' }
  | { readonly kind: 'differs'; readonly issues: readonly string[] }
  /** No table has this event. */
  | { readonly kind: 'unknown' }

const refusal = z.object({ success: z.literal(false), error: z.string(), code: z.number().int() })

export function judgeSent(endpoint: Endpoint, event: string, payload: unknown): Verdict {
  return judge(sentRow(endpoint, event)?.input, payload)
}

export function judgeReceived(endpoint: Endpoint, event: string, payload: unknown): Verdict {
  return judge(receivedRow(endpoint, event)?.payload, payload)
}

/** An acknowledgement is `{success: true, …}` with the row's fields, or a refusal; or the value that the row says, as it is. */
export function judgeAnswer(endpoint: Endpoint, event: string, answer: unknown): Verdict {
  const row = sentRow(endpoint, event)
  const ack = row?.ack
  if (ack && 'bare' in ack) return judge(ack.bare, answer)
  const refused = refusal.safeParse(answer).success
  if (refused) return { kind: 'fits' }
  const positive = z.object({ success: z.literal(true), ...ack?.shape })
  return judge(row && positive, answer)
}

function judge(schema: z.ZodType | undefined, value: unknown): Verdict {
  if (!schema) return { kind: 'unknown' }
  const { error } = schema.safeParse(value)
  if (!error) return { kind: 'fits' }
  const issues = error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '))
  return { kind: 'differs', issues }
}
