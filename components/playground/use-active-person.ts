'use client'

import { usePlaygroundState } from '@/components/playground/playground-context'
import type { Person } from '@/lib/client/playground/playground'

/** Who sends now; there is always somebody. */
export function useActivePerson(): Person | undefined {
  return usePlaygroundState(({ people, active }) => people.find(({ name }) => name === active) ?? people[0])
}
