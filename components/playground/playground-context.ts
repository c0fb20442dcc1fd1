'use client'

import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { Playground, PlaygroundState } from '@/lib/client/playground/playground'

export const PlaygroundContext = createContext<Playground | undefined>(undefined)

/** The page's playground, for what acts on it. */
export function usePlayground(): Playground {
  const playground = use(PlaygroundContext)
  if (!playground) throw new Error('usePlayground needs a PlaygroundContext above it')
  return playground
}

/** The part of its state that `select` takes; draw again when that changes. */
export function usePlaygroundState<T>(select: (state: PlaygroundState) => T): T {
  return useStore(usePlayground().store, select)
}
