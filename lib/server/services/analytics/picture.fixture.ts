import type { Alert } from '@/lib/domain/alerts'
import { addCounters, type Counters } from '@/lib/domain/counters'
import type { Millis } from '@/lib/domain/ids'
import type { AlertStore } from '@/lib/server/ports/alerts/alert-store'
import type { FigureHistory } from '@/lib/server/ports/analytics/figure-history'
import type { InterestCount, InterestCounts } from '@/lib/server/ports/analytics/interest-counts'
import type { NarrowedFact, NarrowedFigures } from '@/lib/server/ports/analytics/narrowed-figures'
import type { Settings } from '@/lib/server/ports/settings/settings'

/** Alerts, history and settings in lists, of one tenant. */
export function listedPicture() {
  return {
    alertStore: listedAlerts(),
    figureHistory: listedFigures(),
    narrowedFigures: listedNarrowed(),
    settings: listedSettings(),
    interestCounts: listedInterests(),
  }
}

function listedAlerts(): AlertStore & { readonly all: Alert[] } {
  const all: Alert[] = []
  const change = (id: string, by: Partial<Alert>) => {
    const index = all.findIndex((alert) => alert.id === id && alert.clearedAt === null)
    const found = all[index]
    if (!found) return undefined
    return (all[index] = { ...found, ...by })
  }
  const isOpen = ({ clearedAt }: Alert) => clearedAt === null
  return {
    all,
    open: async () => all.filter(isOpen),
    async raise(_, alert) {
      if (all.some((one) => isOpen(one) && one.kind === alert.kind)) return false
      all.push(alert)
      return true
    },
    worsen: async (_, id, worst) => void change(id, { worst }),
    clear: async (_, id, value, clearedAt) => change(id, { value, clearedAt }),
    page: async (_, { before = Infinity, limit }) =>
      all
        .filter(({ raisedAt }) => raisedAt < before)
        .toReversed()
        .slice(0, limit),
  }
}

function listedFigures(): FigureHistory & { readonly all: { at: Millis; counted: Counters }[] } {
  const all: { at: Millis; counted: Counters }[] = []
  return {
    all,
    add: async (_, at, counted) => all.push({ at, counted }) > 0,
    read: async () => [{ start: 0, counters: addCounters(...all.map(({ counted }) => counted)) }],
  }
}

function listedNarrowed(): NarrowedFigures & { readonly all: NarrowedFact[] } {
  const all: NarrowedFact[] = []
  return { all, add: (fact) => void all.push(fact), read: async () => [] }
}

function listedInterests(): InterestCounts & {
  readonly all: { day: string; counts: readonly InterestCount[] }[]
} {
  const all: { day: string; counts: readonly InterestCount[] }[] = []
  return {
    all,
    add: async (_, day, counts) => void all.push({ day, counts }),
    top: async () => all.flatMap(({ counts }) => counts),
  }
}

function listedSettings(): Settings {
  const all = new Map<string, unknown>()
  return {
    read: async (_, names) => new Map([...all].filter(([name]) => names.some((one) => one === name))),
    write: async (_, name, value) => void all.set(name, value),
  }
}
