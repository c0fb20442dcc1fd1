import { describe, expect, test } from 'vitest'
import { CONTRACTS } from '@/lib/contracts/all'
import { isRaw, pathOfNamespace } from '@/lib/contracts/kit'
import { ERRORS } from '@/lib/domain/errors'
import { connect } from '@/lib/testing/client'
import { connectRaw } from '@/lib/testing/raw-client'
import { absent, createStages, isForeign } from './authorization.stages.fixture'
import { AUTHORIZATION } from './authorization.table'
import { ACTORS, type ActorKind, type Operation, type Stage } from './authorization.verdicts'

const { world, stageFor } = createStages()

const inboundOf = CONTRACTS.flatMap(({ families, namespaces }) =>
  Object.entries(namespaces).flatMap(([namespace, { inbound }]) =>
    Object.entries(inbound).map(([event, row]) => ({
      key: `${namespace} ${event}`,
      namespace,
      event,
      family: families[row.family],
      bare: row.ack && 'bare' in row.ack ? row.ack : undefined,
    })),
  ),
)

test('every event of the contracts has a row, and no row is of anything else', () => {
  expect(Object.keys(AUTHORIZATION.events).toSorted()).toEqual(
    [...new Set(inboundOf.map(({ key }) => key))].toSorted(),
  )
})

/** The document has words of its own for a session of others. */
function foreignRoom(event: string, kind: ActorKind): string | undefined {
  if (kind !== 'outsider') return undefined
  return { voice_webrtc_signal: 'Room not found', report_voice_chat: 'Invalid target user' }[event]
}

describe.each(inboundOf.filter(({ namespace }) => !isRaw(namespace)))(
  '$key',
  ({ key, namespace, event, family, bare }) => {
    const operation = AUTHORIZATION.events[key] as Operation

    test.each(ACTORS)('by %s', async (kind) => {
      const verdict = operation.verdicts[kind]
      const stage = await stageFor(kind, verdict, operation)
      if (verdict.startsWith('Authentication error')) {
        await expect(connect(world.url(), stage.token, { namespace: namespace })).rejects.toThrow(verdict)
        return
      }
      const client =
        namespace === '/' && stage.who
          ? stage.who.client
          : await world.client(stage.who?.token, { namespace })
      const ask = (at: Stage) => client.ask(event, ...(operation.send ? [operation.send(at)] : []))
      if (isForeign(kind) && verdict !== 'allow') expect(await ask(absent(stage))).toEqual(await ask(stage))
      const ack = await ask(stage)
      if (verdict === 'allow')
        return bare
          ? expect(() => bare.bare.parse(ack)).not.toThrow()
          : expect(ack).toMatchObject({ success: true })
      const name = verdict as keyof typeof ERRORS
      const own = (verdict === 'FORBIDDEN' ? operation.error : undefined) ?? foreignRoom(event, kind)
      const error = own ?? family?.overrides?.[name]?.text ?? ERRORS[name].description
      if (!bare) return expect(ack).toEqual({ success: false, error, code: ERRORS[name].code })
      expect(ack).toEqual(bare.refused)
      expect(client.received.at(-1)).toMatchObject({ event: family?.event, data: error })
    })
  },
)

describe.each(inboundOf.filter(({ namespace }) => isRaw(namespace)))('$key', ({ key, namespace, event }) => {
  const operation = AUTHORIZATION.events[key] as Operation

  test.each(ACTORS)('by %s', async (kind) => {
    const verdict = operation.verdicts[kind]
    const stage = await stageFor(kind, verdict)
    const headers: Record<string, string> =
      kind === 'anonymous' ? {} : { authorization: `Bearer ${stage.token}` }
    const client = await connectRaw(world.url(), { path: pathOfNamespace(namespace), headers })
    client.send(event, operation.send?.(stage))
    const frame = await client.next()
    if (verdict === 'allow') expect(frame).not.toMatchObject({ type: 'error' })
    else {
      const { code, status, description } = ERRORS[verdict as keyof typeof ERRORS]
      expect(frame).toEqual({ type: 'error', message: description, code })
      expect(await client.closed()).toMatchObject({ code: 4_000 + status })
    }
    client.close()
  })
})
