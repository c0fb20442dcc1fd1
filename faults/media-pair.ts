import { GENERIC_MEDIA } from '../lib/protocol-client/dialects/generic-media'
import { VOICE } from '../lib/protocol-client/dialects/voice'
import type { MediaDialect } from '../lib/protocol-client/media-dialect'
import { register } from './guests'
import { createMediaClient, type MediaClient } from './media-client'
import { until } from './until'

const MEET_WITHIN_MS = 30_000
const RELAYED_WITHIN_MS = 10_000
const CANDIDATES = 10

/** Two in a session with sound. */
export type MediaPair = readonly [ann: MediaClient, bob: MediaClient]

/** Every dialect with every other. */
const DIALECTS: readonly (readonly [MediaDialect, MediaDialect])[] = [
  [VOICE, VOICE],
  [VOICE, GENERIC_MEDIA],
  [GENERIC_MEDIA, VOICE],
  [GENERIC_MEDIA, GENERIC_MEDIA],
]

/** A pair for each two dialects, met one after the other. @throws when one is not met in time */
export async function openMediaPairs(where: {
  readonly registerAt: string
  readonly ann: string
  readonly bob: string
}): Promise<readonly MediaPair[]> {
  const pairs: MediaPair[] = []
  for (const [index, [one, other]] of DIALECTS.entries()) {
    const pair = [
      await openClient(`ann ${index + 1}`, one, where.registerAt, where.ann),
      await openClient(`bob ${index + 1}`, other, where.registerAt, where.bob),
    ] as const
    pairs.push(pair)
    for (const client of pair) await client.join()
    const met = await until(() => pair.every((client) => client.isInSession()), MEET_WITHIN_MS)
    if (met === undefined) throw new Error(`${pair[0].name} and ${pair[1].name} did not meet`)
  }
  return pairs
}

async function openClient(name: string, dialect: MediaDialect, registerAt: string, url: string) {
  const account = await register(registerAt)
  if (typeof account === 'number') throw new Error(`Registering was refused (${account})`)
  return createMediaClient({ name, token: account.token, url, dialect })
}

/** An offer and its candidates. @returns the bodies that were acknowledged, in order */
export async function offer(from: MediaClient, label: string): Promise<readonly unknown[]> {
  const description = { type: 'offer', sdp: `offer ${label}` }
  const acknowledged = (await from.signal('offer', description)) ? [description] : []
  const candidates: object[] = []
  for (let index = 1; index <= CANDIDATES; index += 1) {
    const candidate = { candidate: `${label} ${index}`, sdpMid: '0' }
    if (await from.signal('ice-candidate', candidate)) candidates.push(candidate)
  }
  return [...acknowledged, ...candidates]
}

/** One side's signals reach the other in order, once, after what had come before. @returns what went wrong */
export async function notRelayed(
  to: MediaClient,
  { expected, from }: { readonly expected: readonly unknown[]; readonly from: number },
): Promise<string[]> {
  await until(() => to.signals.length >= from + expected.length, RELAYED_WITHIN_MS)
  const [found, wanted] = [JSON.stringify(to.signals.slice(from)), JSON.stringify(expected)]
  return found === wanted ? [] : [`${to.name} (${to.dialect.name}) got ${found} instead of ${wanted}`]
}

/** An offer with candidates and the answer to it go through. @returns what went wrong */
export async function notSignalling([ann, bob]: MediaPair, label: string): Promise<string[]> {
  const [before, beforeAnswer] = [bob.signals.length, ann.signals.length]
  const sent = await offer(ann, label)
  const lost = await notRelayed(bob, { expected: sent, from: before })
  const answer = { type: 'answer', sdp: `answer ${label}` }
  const isAnswered = await bob.signal('answer', answer)
  const unanswered = await notRelayed(ann, { expected: isAnswered ? [answer] : [], from: beforeAnswer })
  const few =
    sent.length === CANDIDATES + 1 && isAnswered ? [] : [`${ann.name}: not everything was acknowledged`]
  return [...lost, ...unanswered, ...few]
}
