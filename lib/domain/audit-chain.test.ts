import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type AuditEntry,
  type AuditSeal,
  BEGINNING,
  chained,
  type ChainedEntry,
  endOfChain,
  followChain,
  type Link,
} from './audit-chain'

const digest = (text: string) => createHash('sha256').update(text).digest('hex')
const seal: AuditSeal = { pseudonym: (user) => `erased-${digest(user).slice(0, 32)}`, hash: digest }

const PEOPLE = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`)
const person = fc.constantFrom(...PEOPLE)
const words = fc.oneof(
  fc.string(),
  person.map((id) => `about ${id}`),
)
const entry: fc.Arbitrary<AuditEntry> = fc.record({
  tenantId: fc.constant('default'),
  actorId: fc.option(person),
  action: fc.constantFrom('account.banned', 'report.reviewed'),
  targetId: fc.option(fc.oneof(person, fc.string())),
  details: fc.dictionary(fc.string(), fc.oneof(words, fc.integer(), fc.boolean(), fc.constant(null))),
  at: fc.integer({ min: 0, max: 2e12 }),
})
const log = fc.array(entry, { minLength: 1, maxLength: 12 })

function chainOf(entries: readonly AuditEntry[]): ChainedEntry[] {
  const chain: ChainedEntry[] = []
  for (const one of entries) chain.push(chained(chain.at(-1) ?? BEGINNING, one, seal))
  return chain
}

const linkOf = ({ seq, hash }: Link): Link => ({ seq, hash })
const follow = (chain: readonly ChainedEntry[], from = BEGINNING) => followChain(from, chain, seal)

/** As a deletion does. */
function erased(chain: readonly ChainedEntry[], user: string): ChainedEntry[] {
  const named = <T>(value: T) => (value === user ? seal.pseudonym(user) : value)
  return chain.map((one) => ({
    ...one,
    actorId: named(one.actorId),
    targetId: named(one.targetId),
    details: JSON.parse(
      JSON.stringify(one.details).replaceAll(user, seal.pseudonym(user)),
    ) as AuditEntry['details'],
  }))
}

test('a chain is whole from its beginning and from any anchor in it', () => {
  fc.assert(
    fc.property(log, fc.nat(), (entries, at) => {
      const chain = chainOf(entries)
      const anchor = at % chain.length
      const last = linkOf(chain.at(-1) ?? BEGINNING)
      expect(follow(chain)).toEqual(last)
      expect(
        follow(chain.slice(anchor), anchor === 0 ? BEGINNING : linkOf(chain[anchor - 1] ?? last)),
      ).toEqual(last)
      expect(endOfChain(last, last)).toBeUndefined()
    }),
  )
})

test('deleting people leaves every hash right', () => {
  fc.assert(
    fc.property(log, fc.subarray(PEOPLE), (entries, gone) => {
      const chain = gone.reduce(erased, chainOf(entries))
      expect(follow(chain)).toEqual(linkOf(chain.at(-1) ?? BEGINNING))
    }),
  )
})

test.each<[string, (entry: ChainedEntry) => ChainedEntry]>([
  ['what was done', (one) => ({ ...one, action: `${one.action}.` })],
  ['who did it', (one) => ({ ...one, actorId: '00000000-0000-4000-8000-00000000000f' })],
  ['that it was the system', (one) => ({ ...one, actorId: one.actorId === null ? 'somebody' : null })],
  ['to whom', (one) => ({ ...one, targetId: `${one.targetId ?? ''}x` })],
  ['the details', (one) => ({ ...one, details: { ...one.details, more: 1 } })],
  ['when', (one) => ({ ...one, at: one.at + 1 })],
  ['the tenant', (one) => ({ ...one, tenantId: 'other' })],
  ['the hash', (one) => ({ ...one, hash: digest(one.hash) })],
])('an entry of which somebody changes %s is found', (_, change) => {
  fc.assert(
    fc.property(log, fc.nat(), (entries, at) => {
      const index = at % entries.length
      const chain = chainOf(entries).map((one, place) => (place === index ? change(one) : one))
      expect(follow(chain)).toEqual({ seq: index + 1, reason: 'changed' })
    }),
  )
})

test('an entry that is taken out, put elsewhere or put in a second time is found', () => {
  fc.assert(
    fc.property(log, fc.nat(), (entries, at) => {
      const chain = chainOf(entries)
      const index = at % chain.length
      const [one] = chain.slice(index)
      const without = chain.toSpliced(index, 1)
      const isLast = index === chain.length - 1
      if (isLast) expect(endOfChain(follow(without) as Link, chain.at(-1) ?? BEGINNING)?.reason).toBe('cut')
      else expect(follow(without)).toEqual({ seq: index + 1, reason: 'missing' })
      if (one) expect(follow(chain.toSpliced(index, 0, one))).toHaveProperty('reason', 'missing')
    }),
  )
})

test('a chain that somebody wrote anew without the key is found', () => {
  fc.assert(
    fc.property(log, (entries) => {
      const forger: AuditSeal = { ...seal, hash: (text) => digest(`guess ${text}`) }
      const forged = chained(BEGINNING, entries[0] as AuditEntry, forger)
      expect(follow([forged])).toEqual({ seq: 1, reason: 'changed' })
    }),
  )
})
