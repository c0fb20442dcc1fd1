import { z } from 'zod'

/** Why a session ended, from the reader's side. @see spec/omegoo.md "voice_room_ended" */
export const endDetail = z.enum([
  'user_left',
  'partner_left',
  'partner_disconnected',
  'connection_failed',
  'reported',
  'timeout',
])

/** The means of what a client reported; bitrates in kbps, jitter and times in ms, loss in per cent. */
const means = z.object({
  packetLoss: z.number(),
  jitter: z.number(),
  currentBitrate: z.number(),
  averageBitrate: z.number(),
  /** From the match to the first media; null: not known. */
  connectTime: z.number().nullable(),
  reconnectAttempts: z.number().int(),
  reports: z.number().int(),
})

/** How a session with sound was: seconds since the match, and one's own means; null without reports. */
export const mediaSummary = z.object({ duration: z.number().int(), metrics: means.nullable() })

/** Per cent, ms, kbps and seconds as a client measures them; what cannot be is refused. */
const measured = (most: number) => z.number().min(0).max(most)

/** @see spec/omegoo.md "voice_metrics" */
export const metrics = z.object({
  packetLoss: measured(100).default(0),
  jitter: measured(60_000).default(0),
  currentBitrate: measured(1_000_000).default(0),
  averageBitrate: measured(1_000_000).default(0),
  iceConnectionState: z.string().max(30),
  callDuration: measured(10_000_000).default(0),
  connectTime: measured(10_000_000).optional(),
  /** Whether what arrives comes by a relay. */
  relayed: z.boolean().optional(),
  video: z
    .object({
      frameRate: measured(1_000),
      width: measured(100_000),
      height: measured(100_000),
      paused: z.boolean(),
    })
    .optional(),
})
