import { factorRemovedMail } from '@/lib/domain/factor-removed-mail'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { Messenger } from '@/lib/server/ports/messenger'
import type { OutboxConsumer } from '../outbox/relay'

interface Deps {
  readonly accounts: Pick<Accounts, 'addressee'>
  readonly messenger: Messenger
  /** Where people reach us, without a trailing slash. */
  readonly address: string
}

/** Tells people by mail that their second factor was taken away, where they have a confirmed address. */
export function createFactorNotices({ accounts, messenger, address }: Deps) {
  const mail: OutboxConsumer<'factor-removed'> = async ({ user, payload: { at } }) => {
    const to = user === null ? undefined : await accounts.addressee(user)
    if (to) await messenger.send(factorRemovedMail(to, address, at))
  }
  return { mail }
}
