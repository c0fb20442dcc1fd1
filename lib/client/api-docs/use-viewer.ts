'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import { followColourScheme } from './colour-scheme'

export type ViewerPhase =
  | { readonly name: 'loading' }
  | { readonly name: 'ready' }
  | { readonly name: 'failed'; readonly reason: string }

/** Draws a document into an element and resolves with what removes it again. */
export type Mount = (element: HTMLElement, document: object) => Promise<() => void>

interface Viewer {
  readonly frame: RefObject<HTMLDivElement | null>
  readonly phase: ViewerPhase
  retry(): void
}

/** Fetches the document at `url` and draws it into `frame`, once and again on `retry`. */
export function useViewer(url: string, mount: Mount): Viewer {
  const frame = useRef<HTMLDivElement>(null)
  const [phase, setPhase] = useState<ViewerPhase>({ name: 'loading' })
  const [attempt, setAttempt] = useState(0)

  useEffect(() => followColourScheme(document.documentElement), [])
  useEffect(() => {
    const place = document.createElement('div')
    frame.current?.append(place)
    const unmount = draw(url, mount, place)
    let left = false
    unmount.then(
      () => left || setPhase({ name: 'ready' }),
      (error: unknown) =>
        left || setPhase({ name: 'failed', reason: error instanceof Error ? error.message : String(error) }),
    )
    return () => {
      left = true
      place.remove()
      void unmount.then((remove) => remove(), ignore)
    }
  }, [url, mount, attempt])

  function retry() {
    setPhase({ name: 'loading' })
    setAttempt((count) => count + 1)
  }
  return { frame, phase, retry }
}

async function draw(url: string, mount: Mount, place: HTMLElement): Promise<() => void> {
  const response = await fetch(url, { headers: { Accept: 'application/json' } })
  if (!response.ok) throw new Error(`The server answered ${response.status}`)
  return mount(place, (await response.json()) as object)
}

/** A failure was shown already; there is nothing to remove then. */
function ignore(): void {}
