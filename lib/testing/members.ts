import { expect } from 'vitest'
import type { Role } from '@/lib/domain/accounts'
import { registerGuest } from '@/lib/protocol-client/rest'
import type { Client } from './client'
import type { createWorld, Person } from './world'

/** An account with an e-mail address, and a socket that speaks helpdesk. */
export interface Member extends Person {
  readonly displayName: string
}

/** Who may join channels: people with an account of more than a device. */
export function createMembers(world: Pick<ReturnType<typeof createWorld>, 'url' | 'client' | 'promote'>) {
  let made = 0

  async function helpdesk(token: string): Promise<Client> {
    const client = await world.client()
    expect(await client.ask('authenticate', token)).toMatchObject({ success: true })
    return client
  }

  /** Without a socket. */
  async function account(
    role: Role = 'user',
    displayName = `Member ${++made}`,
    more: object = {},
  ): Promise<Omit<Member, 'client'>> {
    const email = `member-${++made}@example.org`
    const own = { email, password: 'a long enough password', displayName, ...more }
    const guest = await registerGuest(world.url(), own)
    if (role !== 'user') await world.promote(guest.userId, role)
    return { ...guest, displayName }
  }

  return {
    helpdesk,
    /** A socket that speaks telehealth and no other contract by its own names. */
    telehealth: (token: string): Promise<Client> => world.client(token),
    /** A socket on a namespace of caas. */
    caas: (token: string, namespace: '/chat' | '/presence' | '/webrtc' = '/chat'): Promise<Client> =>
      world.client(token, { namespace }),
    account,
    async member(...given: Parameters<typeof account>): Promise<Member> {
      const person = await account(...given)
      return { ...person, client: await helpdesk(person.token) }
    },
  }
}
