'use client'

import { type ReactNode, useState } from 'react'

import { ProblemLine } from '@/components/account/account-form'
import { DoneNote } from '@/components/settings/done-note'
import { LoadProblem } from '@/components/settings/load-problem'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import type { Result } from '@/lib/client/api'
import { useProblem } from '@/lib/client/account/use-account-form'
import type { useLoaded } from '@/lib/client/account/use-loaded'

interface Action {
  readonly label: string
  /** The label with what it is about, for people who hear it without its row. */
  readonly name: string
  readonly run: () => Promise<Result<unknown>>
  /** Said when it is done and the row has gone. */
  readonly done: string
}

interface Row {
  readonly key: string
  readonly content: ReactNode
  /** None: there is nothing to do about it here. */
  readonly action?: Action
}

interface ActionListProps<Item> {
  list: ReturnType<typeof useLoaded<readonly Item[]>>
  rowOf: (item: Item) => Row
  empty: string
  /** Something to do about all of them, below. */
  all?: (items: readonly Item[]) => (Action & { readonly key: string }) | undefined
}

/** Things of which each has one action, which removes it from the list. */
export function ActionList<Item>({ list, rowOf, empty, all }: ActionListProps<Item>) {
  const { state, reload, retry } = list
  const [busy, setBusy] = useState<string>()
  const [note, setNote] = useState<string>()
  const { problem, secondsLeft, settle } = useProblem()

  const act = async (key: string, { run, done }: Action) => {
    setBusy(key)
    setNote(undefined)
    if (settle(await run())) {
      await reload()
      setNote(done)
    }
    setBusy(undefined)
  }

  if (state.phase === 'loading') return <Skeleton className="h-24" />
  if (state.phase === 'failed') return <LoadProblem problem={state.problem} onRetry={() => void retry()} />
  const ofAll = all?.(state.data)
  return (
    <div className="flex flex-col gap-4">
      {state.data.length === 0 && <p className="text-small text-muted">{empty}</p>}
      <ul className="flex flex-col divide-y divide-line empty:hidden">
        {state.data.map(rowOf).map(({ key, content, action }) => (
          <li key={key} className="flex items-center gap-4 py-3 first:pt-0 last:pb-0">
            <div className="flex min-w-0 flex-1 flex-col gap-1">{content}</div>
            {action && (
              <Button aria-label={action.name} busy={busy === key} onClick={() => void act(key, action)}>
                {action.label}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ProblemLine problem={problem} secondsLeft={secondsLeft} />
      <DoneNote takesFocus text={note} />
      {ofAll && (
        <Button className="self-start" busy={busy === ofAll.key} onClick={() => void act(ofAll.key, ofAll)}>
          {ofAll.label}
        </Button>
      )}
    </div>
  )
}
