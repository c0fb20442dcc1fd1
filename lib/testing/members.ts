import { expect } from 'vitest'
import type { Role } from '@/lib/domain/accounts'
import { registerGuest } from '@/lib/protocol-client/rest'
import type { Client } from './client'
import type { createWorld } from './world'

/** An account with an e-mail address, and a socket that speaks helpdesk. */
export interface Member {
  readonly userId: string
  readonly token: string
  readonly displayName: string
  readonly client: Client
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
    async member(role: Role = 'user', displayName = `Member ${++made}`): Promise<Member> {
      const email = `member-${++made}@example.org`
      const account = { email, password: 'a long enough password', displayName }
      const { userId, token } = await registerGuest(world.url(), account)
      if (role !== 'user') await world.promote(userId, role)
      return { userId, token, displayName, client: await helpdesk(token) }
    },
  }
}
