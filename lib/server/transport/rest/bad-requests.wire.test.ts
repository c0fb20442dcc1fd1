import { jsonBodyOf } from '@/lib/contracts/kit'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { CONTRACTS } from '@/lib/contracts/all'
import { countAbuse } from '@/lib/testing/abuse-report'
import { createBystanders } from '@/lib/testing/bystanders'
import { newDevice, registerGuest } from '@/lib/protocol-client/rest'
import { malformed, type Malformed } from '@/lib/testing/malformed'
import { createWorld } from '@/lib/testing/world'
import { holdsUnstorable } from '../dispatch/payload'

const world = createWorld()
const AT_ONCE = 8
const INTERNAL = [9007, 9008]
/** Deriving a key takes 0.3 s: so many passwords of the right form are tried at each endpoint. */
const MOST_PASSWORDS = 3

const endpoints = CONTRACTS.flatMap(({ rest }) => Object.values(rest))
const counts = countAbuse('requests')
createBystanders(world, counts)

let token = ''
/** An administrator's: for everyone else the form of administration's requests does not matter. */
beforeAll(async () => {
  const guest = await registerGuest(world.url())
  await world.promote(guest.userId, 'admin')
  token = guest.token
})

async function send(method: string, path: string, body?: string, as = token) {
  counts.inputs += 1
  const headers = {
    authorization: `Bearer ${as}`,
    ...(body !== undefined && { 'content-type': 'application/json' }),
  }
  const response = await fetch(world.url() + path, { method, headers, ...(body !== undefined && { body }) })
  const answer = (await response.json()) as {
    success: boolean
    error?: { code: number; message: string; description: string }
  }
  counts.answers += 1
  if (!answer.success) counts.refusals += 1
  expect(answer.success).toBe(response.status === 200)
  expect(INTERNAL, `${path} ${body?.slice(0, 200)}`).not.toContain(answer.error?.code)
  return { status: response.status, answer }
}

async function inChunks<T>(all: readonly T[], job: (one: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < all.length; start += AT_ONCE)
    await Promise.all(all.slice(start, start + AT_ONCE).map(job))
}

const written = ({ value, json }: Malformed): string | undefined => json ?? JSON.stringify(value)
const consents = { age: 25, termsAccepted: true, privacyAccepted: true }
const EXAMPLES: Record<string, readonly unknown[]> = {
  '/api/auth/register': [
    {
      ...consents,
      deviceFingerprint: newDevice(),
      displayName: 'Ann',
      gender: 'f',
      platform: 'web',
      attribution: { source: 'a', medium: 'b', campaign: 'c' },
    },
    { ...consents, deviceFingerprint: newDevice(), email: 'bad@example.org', password: 'short' },
  ],
}

function asksForKey(body: unknown): boolean {
  const { password, currentPassword, token: link } = (body ?? {}) as Partial<Record<string, unknown>>
  return typeof currentPassword === 'string' || (typeof password === 'string' && link === undefined)
}

/** Requests that would succeed and end the account that asks. */
const endsAccount = (method: string, path: string, body: unknown) =>
  `${method} ${path}` === 'DELETE /api/user' &&
  (body as { password?: string } | undefined)?.password === undefined

const withJson = endpoints.flatMap((row) => {
  const body = jsonBodyOf(row)
  return body ? [{ ...row, body }] : []
})

describe.each(withJson)('$method $path', (row) => {
  test('every odd body is answered in the envelope, malformed ones by a refusal', async () => {
    const { ann, bob } = await world.chat()
    let passwords = 0
    for (const example of EXAMPLES[row.path] ?? [undefined]) {
      await inChunks([...malformed(row.body, example)], async (one) => {
        const body = written(one)
        const parsed = row.body.safeParse(body === undefined ? undefined : (JSON.parse(body) ?? undefined))
        if (parsed.success && asksForKey(parsed.data) && (passwords += 1) > MOST_PASSWORDS) return
        if (parsed.success && endsAccount(row.method, row.path, parsed.data)) return
        if (parsed.success && row.path === '/api/chat/find-match' && !one.kind.includes('extra')) return
        const as = row.path === '/api/chat/find-match' ? ann.token : token
        const { status, answer } = await send(row.method, row.path, body, as)
        if (!parsed.success) expect([400, 413], one.kind).toContain(status)
        if (parsed.success && holdsUnstorable(parsed.data))
          expect([status, answer.error?.message], one.kind).toEqual([400, 'INVALID_REQUEST'])
        if (!answer.success)
          expect(answer.error).toMatchObject({
            code: expect.any(Number),
            message: expect.stringMatching(/^[A-Z_]+$/),
          })
      })
    }
    await bob.client.settled()
    expect(bob.client.names()).toEqual(['text_queue_joined', 'text_match_found'])
  })
})

const TEXTS = [
  ...new Set(
    [...malformed(z.object({ a: z.string() }))].flatMap(({ value }) => {
      const text = (value as { a?: unknown } | null)?.a
      return typeof text === 'string' && text.length < 10_000 ? [text.toWellFormed()] : []
    }),
  ),
  '%',
  '%00',
  '%2F',
  '%E0%A4%A',
]
const QUERIES = ['limit', 'before', 'unknownField', '__proto__', 'constructor']

test.each(endpoints.filter(({ query }) => query))('$method $path: odd queries', async ({ method, path }) => {
  for (const name of QUERIES) {
    await inChunks(TEXTS, async (text) => {
      await send(method, `${path}?${name}=${encodeURIComponent(text)}`)
    })
  }
  for (const query of [
    '?',
    '?&&=',
    '?limit=1&limit=2',
    '?limit[]=1',
    `?${'a=1&'.repeat(2_000)}`,
    '?limit=%',
    '?before=-1',
  ]) {
    await send(method, path + query)
  }
})

test.each(endpoints.filter(({ params }) => params))(
  '$method $path: odd parameters',
  async ({ method, path }) => {
    await inChunks(
      TEXTS.filter((text) => text !== '..'),
      async (text) => {
        const { status } = await send(method, path.replace(/:\w+/, encodeURIComponent(text) || '%20'))
        expect([400, 404]).toContain(status)
      },
    )
    for (const text of ['%', '%zz', '%00', '%ff', '%E0%A4%A', '%2F%2F']) {
      expect([400, 404]).toContain((await send(method, path.replace(/:\w+/, text))).status)
    }
    // The client itself makes the address above of this one, which may take other methods.
    expect([400, 404, 405]).toContain((await send(method, path.replace(/:\w+/, '%2e%2e'))).status)
  },
)
