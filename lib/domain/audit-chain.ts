import type { Millis, TenantId, UserId } from './ids'

export interface AuditEntry {
  readonly tenantId: TenantId
  /** Null: the system itself. */
  readonly actorId: UserId | null
  /** `area.happened`, e.g. `login.reuse-detected`. */
  readonly action: string
  readonly targetId: string | null
  readonly details: Readonly<Record<string, string | number | boolean | null>>
  readonly at: Millis
}

/** A place in a tenant's chain, from 1, and the hash of the entry there. */
export interface Link {
  readonly seq: number
  readonly hash: string
}

/** Before the first entry. */
export const BEGINNING: Link = { seq: 0, hash: '' }

export type ChainedEntry = AuditEntry & Link

/** Both keyed with the server's secret. */
export interface AuditSeal {
  /** What names an account once it is deleted: `erased-` and a digest, the same every time. */
  pseudonym(user: UserId): string
  hash(text: string): string
}

const PSEUDONYM = /^erased-/
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/**
 * What the hash of an entry covers: its place, the hash before it, and the entry with pseudonyms in place of all ids. A deletion
 * puts the same pseudonyms into the entry itself, so that the text, and with it the hash, stays as it was.
 */
function chainedText(before: Link, entry: AuditEntry, { pseudonym }: Pick<AuditSeal, 'pseudonym'>): string {
  const named = (id: string | null) => (id === null || PSEUDONYM.test(id) ? id : pseudonym(id))
  const renamed = (value: unknown) =>
    typeof value === 'string' ? value.replace(UUID, (id) => pseudonym(id)) : value
  const details = Object.entries(entry.details)
    .map(([name, value]) => [name, renamed(value)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  const { tenantId, actorId, action, targetId, at } = entry
  return JSON.stringify([
    before.hash,
    before.seq + 1,
    tenantId,
    named(actorId),
    action,
    named(targetId),
    details,
    at,
  ])
}

/** What is known of a tenant's chain beside its entries. */
export interface ChainHead {
  readonly tenantId: TenantId
  /** Tells which key the hashes since the anchor are made with. */
  readonly keyMark: string
  /** The last entry that was purged, or that is under another key: what comes after it can be verified. */
  readonly anchor: Link
  /** The last entry. */
  readonly end: Link
}

/** Where a chain begins and ends is keyed as well: whoever moves the anchor past what they changed cannot make this. */
export function sealOfHead(
  { tenantId, keyMark, anchor, end }: ChainHead,
  seal: Pick<AuditSeal, 'hash'>,
): string {
  const { seq, hash } = anchor
  return seal.hash(JSON.stringify(['head', tenantId, keyMark, seq, hash, end.seq, end.hash]))
}

/** Puts an entry at the end of a chain. */
export function chained(before: Link, entry: AuditEntry, seal: AuditSeal): ChainedEntry {
  return { ...entry, seq: before.seq + 1, hash: seal.hash(chainedText(before, entry, seal)) }
}

/**
 * `missing`: an entry is not there; `changed`: an entry, or its hash, is not what was written; `cut`: the last ones are gone; `head`:
 * where the chain begins or ends was moved.
 */
export interface Break {
  readonly seq: number
  readonly reason: 'missing' | 'changed' | 'cut' | 'head'
}

/**
 * Follows a chain page by page: each call verifies what comes after the last entry of the one before.
 *
 * @returns the last verified entry, or where the chain is broken
 */
export function followChain(from: Link, entries: readonly ChainedEntry[], seal: AuditSeal): Link | Break {
  let last = from
  for (const entry of entries) {
    if (entry.seq !== last.seq + 1) return { seq: last.seq + 1, reason: 'missing' }
    if (entry.hash !== seal.hash(chainedText(last, entry, seal))) return { seq: entry.seq, reason: 'changed' }
    last = { seq: entry.seq, hash: entry.hash }
  }
  return last
}

/** Whether a chain that was followed to `last` ends where the one that wrote it says. */
export function endOfChain(last: Link, head: Link): Break | undefined {
  if (last.seq < head.seq) return { seq: last.seq + 1, reason: 'cut' }
  if (last.seq > head.seq || last.hash !== head.hash) return { seq: last.seq, reason: 'changed' }
  return undefined
}
