import type { z } from 'zod'

import { api, type Result } from '@/lib/client/api'
import type { chatRest } from '@/lib/contracts/omegoo/chat-rest'
import type { receiptPayload, receiptRest } from '@/lib/contracts/omegoo/receipt-rest'

type DataOf<Row extends { readonly response: z.ZodType }> =
  z.output<Row['response']> extends { data: infer Data } ? Data : never

/** A receipt as the server signed it. */
export type SignedReceipt = DataOf<typeof receiptRest.receipt>
export type Receipt = z.output<typeof receiptPayload>
export type ReceiptEntry = Receipt['entries'][number]
export type ReceiptKeys = DataOf<typeof receiptRest.receiptKeys>['keys']
export type PastSession = DataOf<typeof chatRest.history>['sessions'][number]

/** Shown at a time. */
const SESSIONS_SHOWN = 20

export const receiptFor = (session: string) =>
  api.get<SignedReceipt>(`/api/chat/sessions/${encodeURIComponent(session)}/receipt`)

export const receiptKeys = () => api.get<{ keys: ReceiptKeys }>('/api/receipts/keys')

/** One's own last sessions, newest first. */
export async function lastSessions(): Promise<Result<readonly PastSession[]>> {
  const result = await api.get<{ sessions: PastSession[] }>(`/api/chat/history?limit=${SESSIONS_SHOWN}`)
  return result.ok ? { ok: true, data: result.data.sessions } : result
}
