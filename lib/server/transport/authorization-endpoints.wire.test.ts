import { describe, expect, test, vi } from 'vitest'
import { CONTRACTS } from '@/lib/contracts/all'
import { ERRORS } from '@/lib/domain/errors'
import { type Reply, request } from '@/lib/protocol-client/rest'
import { absent, createStages, isForeign } from './authorization.stages.fixture'
import { AUTHORIZATION } from './authorization.table'
import { ACTORS, type ActorKind, type Operation, type Stage, type Verdict } from './authorization.verdicts'

const { world, stageFor } = createStages()

const endpointsOf = CONTRACTS.flatMap(({ rest }) =>
  Object.values(rest).map((row) => ({ key: `${row.method} ${row.path}`, ...row })),
)

test('every endpoint of the contracts has a row, and no row is of anything else', () => {
  expect(Object.keys(AUTHORIZATION.endpoints).toSorted()).toEqual(
    endpointsOf.map(({ key }) => key).toSorted(),
  )
})

describe.each(endpointsOf)('$key', ({ key, method, path }) => {
  const operation = AUTHORIZATION.endpoints[key] as Operation

  async function ask(kind: ActorKind, at: Stage): Promise<Reply> {
    const params = Object.entries(operation.params?.(at) ?? {})
    const address = params.reduce((rest, [name, value]) => rest.replace(`:${name}`, value), path)
    const body = operation.send?.(at)
    const { headers } = operation
    const query = operation.query ? `?${new URLSearchParams(operation.query(at)).toString()}` : ''
    const shown = kind !== 'anonymous' && { token: at.token }
    const how = { ...(body !== undefined && { body }), ...shown, ...(headers && { headers }) }
    return request(world.url(), method, address + query, how)
  }

  test.each(ACTORS)('by %s', async (kind) => {
    const verdict: Verdict = operation.verdicts[kind]
    const stage = await stageFor(kind, verdict, operation)
    if (isForeign(kind) && verdict !== 'allow' && verdict !== 'NO_MATCH_FOUND') {
      const [foreign, missing] = [await ask(kind, stage), await ask(kind, absent(stage))]
      expect(missing.text).toBe(foreign.text)
      expect(missing.status).toBe(foreign.status)
    }
    const asked = ask(kind, stage)
    if (verdict === 'NO_MATCH_FOUND') {
      await vi.waitFor(() => expect(world.server().runtime.services.live().waiting).toBe(1), { interval: 2 })
      await world.advance(8_000)
    }
    const { status, body } = await asked
    if (verdict === 'allow')
      return expect({ status, body }).toMatchObject({ status: 200, body: { success: true } })
    const name = verdict as keyof typeof ERRORS
    const ban = name === 'ACCOUNT_BANNED' && { bannedUntil: expect.any(String) }
    const field = body.error?.field !== undefined && { field: expect.any(String) }
    const details = { description: expect.any(String), ...ban, ...field }
    const error = { code: ERRORS[name].code, message: name, ...details }
    expect({ status, body }).toEqual({ status: ERRORS[name].status, body: { success: false, error } })
  })
})
