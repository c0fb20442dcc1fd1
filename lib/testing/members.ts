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

  return {
    helpdesk,
    /** A socket that speaks telehealth and no other contract by its own names. */
    telehealth: (token: string): Promise<Client> => world.client(token),
    async member(role: Role = 'user', displayName = `Member ${++made}`, more: object = {}): Promise<Member> {
      const email = `member-${++made}@example.org`
      const account = { email, password: 'a long enough password', displayName, ...more }
      const guest = await registerGuest(world.url(), account)
      if (role !== 'user') await world.promote(guest.userId, role)
      return { ...guest, displayName, client: await helpdesk(guest.token) }
    },
  }
}
