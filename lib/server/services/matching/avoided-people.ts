import type { ConnectionId, UserId } from '@/lib/domain/ids'
import type { Conversations } from '@/lib/server/ports/conversations/conversations'
import type { Apart, Blocks } from '@/lib/server/ports/moderation/moderation'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly blocks: Pick<Blocks, 'around' | 'apart'>
  readonly conversations: Pick<Conversations, 'share'>
  readonly clock: Clock
  readonly bus: Bus
}

interface Present {
  /** Of this process, those that are here for sessions. */
  readonly connections: Set<ConnectionId>
  /** Undefined: it has changed since, and is read again. */
  people: Promise<Apart> | undefined
}

/**
 * Whom somebody never meets: read when they connect and whenever it changes, on whatever process, so that no join waits for the
 * database.
 */
export function createAvoidedPeople({ blocks, conversations, clock, bus }: Deps) {
  const present = new Map<UserId, Present>()

  /** Read now; a failure is not kept. */
  function read(user: UserId, here: Present): Promise<Apart> {
    const people = blocks.apart(user)
    here.people = people
    people.catch(() => {
      if (here.people === people) here.people = undefined
    })
    return people
  }

  function forget(user: UserId): void {
    const here = present.get(user)
    if (here) here.people = undefined
  }

  async function changed(users: readonly UserId[]): Promise<void> {
    users.forEach(forget)
    await bus.signal({ type: 'blocks.changed', users, at: clock.now() })
  }

  /** First for the two, whatever the database answers then. A block holds between devices: for all who share one with either, too. */
  async function announce(one: UserId, other: UserId): Promise<void> {
    await changed([one, other])
    const [a, b] = await Promise.all([blocks.around(one), blocks.around(other)])
    await changed([...new Set([...a, ...b])])
  }

  bus.on('connection.opened', ({ user, connection, capability }) => {
    if (capability !== 'sessions') return
    const here = present.get(user) ?? { connections: new Set(), people: undefined }
    here.connections.add(connection)
    present.set(user, here)
    void read(user, here)
  })
  bus.on('connection.gone', ({ user, connection }) => {
    const here = present.get(user)
    if (here?.connections.delete(connection) && here.connections.size === 0) present.delete(user)
  })
  for (const change of ['user.blocked', 'user.unblocked'] as const)
    bus.on(change, ({ blocker, blocked }) => [blocker, blocked].forEach(forget))
  bus.on('blocks.changed-elsewhere', ({ user }) => forget(user))

  async function apart(user: UserId): Promise<Apart> {
    for (;;) {
      const here = present.get(user)
      if (!here) return blocks.apart(user)
      const reading = here.people ?? read(user, here)
      const people = await reading
      if (here.people === reading || present.get(user) !== here) return people
    }
  }

  return {
    /** To be called last: what takes effect at once does not wait for whom else it concerns to be read. */
    announceChanges(): void {
      bus.on('user.blocked', ({ blocker, blocked }) => announce(blocker, blocked))
      bus.on('user.unblocked', async ({ blocker, blocked, apart }) => {
        await announce(blocker, blocked)
        await changed(apart)
      })
    },
    /**
     * By whatever name: for strangers, who are matched or call each other. As it is now, but for changes of the last milliseconds on
     * other processes, which the waiting room remembers.
     */
    of: async (user: UserId): Promise<ReadonlySet<UserId>> =>
      present.has(user) ? (await apart(user)).everywhere : blocks.around(user),

    /**
     * Within conversations, where both know who the other is: only blocks that were made by an account's id or about a conversation.
     * A block by a partner's id of a session says of nobody in a conversation that they were the partner, to neither side.
     */
    inConversations: async (user: UserId): Promise<ReadonlySet<UserId>> =>
      (await apart(user)).inConversations,

    /**
     * Of these people, for a first contact: those of `inConversations`, and those of `of` who share no conversation with the person.
     */
    async among(user: UserId, others: readonly UserId[]): Promise<ReadonlySet<UserId>> {
      const { everywhere, inConversations } = await apart(user)
      const avoided = [...new Set(others)].filter((other) => everywhere.has(other))
      const isApart = async (other: UserId) =>
        inConversations.has(other) || !(await conversations.share(user, other))
      const answers = await Promise.all(avoided.map(isApart))
      return new Set(avoided.filter((_, index) => answers[index]))
    },
  }
}

export type AvoidedPeople = ReturnType<typeof createAvoidedPeople>
