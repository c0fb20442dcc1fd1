import type { MemoryReading } from '../measurements/memory'
import type { MessageFigures } from '../measurements/messages'
import type { PairingFigures } from '../measurements/pairing'
import type { TypingFigures } from '../measurements/typing'
import type { Visit } from '../measurements/visit'
import { medians } from '../statistics'

/** All rounds of one contender in one. */
export interface Summary extends Visit {
  readonly name: string
}

/** What was found with so many connected. */
export interface Crowd {
  readonly connections: number
  readonly ours: Summary
  readonly bare: Summary
  readonly floor: Summary
  readonly typing: readonly TypingFigures[]
  readonly pairing: readonly PairingFigures[]
}

/** Medians; of what must not happen at all the worst. */
export function summarize(name: string, visits: readonly Visit[]): Summary {
  const messages = visits.map((visit) => visit.messages)
  return {
    name,
    messages: { ...medians<keyof MessageFigures>(messages), ...worstOf(messages) },
    connected: memoryOf(visits.map(({ connected }) => connected)),
    talking: memoryOf(visits.map(({ talking }) => talking)),
  }
}

/** Of what must not happen at all. */
export const worstOf = (messages: readonly MessageFigures[]) => ({
  lost: Math.max(...messages.map(({ lost }) => lost)),
  disordered: Math.max(...messages.map(({ disordered }) => disordered)),
  refused: Math.max(...messages.map(({ refused }) => refused)),
})

function memoryOf(readings: readonly (MemoryReading | undefined)[]): MemoryReading | undefined {
  const found = readings.filter((reading) => reading !== undefined)
  return found.length === 0 ? undefined : medians<keyof MemoryReading>(found)
}
