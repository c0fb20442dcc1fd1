import { expect } from 'vitest'
import type { Actor } from '@/lib/domain/accounts'
import type { Gateway } from '@/lib/server/gateways/kit'
import { type ClientConnection, createDispatch } from './dispatch'

/** Dispatch over gateways that need no service, without limits; a bug in a handler fails the test. */
export function dispatchOf(gateways: readonly Gateway[]) {
  return createDispatch({
    gateways,
    services: {} as Parameters<typeof createDispatch>[0]['services'],
    limits: { consume: async () => undefined },
    log: { error: (context) => expect(context).toBeUndefined() },
  })
}

/** A connection on `/` whose frames are collected. */
export function connectionOf(actor: Actor | undefined, speaks: readonly string[] = []) {
  const emitted: [event: string, data: unknown][] = []
  const used = new Set<string>()
  const spoken = new Set(speaks)
  const client: ClientConnection = {
    id: 'one',
    namespace: '/',
    address: '::1',
    handshake: {},
    actor,
    speaks: spoken,
    used,
    emit: (event, data) => void emitted.push([event, data]),
    become: async () => undefined,
    uses(contract) {
      spoken.add(contract)
      used.delete(contract)
      used.add(contract)
    },
    markDelivered: () => undefined,
    look: () => undefined,
    ensureFollowed: async () => undefined,
    lookAway: () => false,
    follow: () => undefined,
    unfollow: () => undefined,
    acts: () => undefined,
    close: () => undefined,
  }
  return { client, emitted }
}
