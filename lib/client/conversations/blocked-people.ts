import { createStore } from 'zustand/vanilla'
import type { Result } from '@/lib/client/api'

type Ask = () => Promise<Result<{ blocks: { userId?: string | undefined }[] }>>

/** Whom one has blocked by their id: what they write in shared channels is covered. */
export function createBlockedPeople(ask: Ask) {
  const store = createStore<ReadonlySet<string>>(() => new Set())
  let turn = 0
  return {
    store,
    /** As it is now; where that does not come, as it was. */
    async load(): Promise<void> {
      const mine = (turn += 1)
      const answer = await ask()
      if (mine !== turn || !answer.ok) return
      store.setState(new Set(answer.data.blocks.flatMap(({ userId }) => userId ?? [])), true)
    },
  }
}
