import { parseArgs } from 'node:util'

const KILLS = 200
const SHORT_KILLS = 20

export interface Settings {
  readonly isShort: boolean
  /** Names of rows; none: all. */
  readonly only: readonly string[]
  readonly seed: number
  readonly kills: number
}

/** `--short`, `--only <row>` (any number of times), `--seed N`, `--kills N`. @throws when it is something else */
export function readSettings(args: readonly string[]): Settings {
  const { values } = parseArgs({
    args: [...args],
    options: {
      short: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      seed: { type: 'string' },
      kills: { type: 'string' },
    },
  })
  const { short: isShort, only, seed, kills } = values
  return {
    isShort,
    only,
    seed: seed === undefined ? Date.now() % 1_000_000 : whole('--seed', seed),
    kills: kills === undefined ? (isShort ? SHORT_KILLS : KILLS) : whole('--kills', kills),
  }
}

function whole(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${name} ${text}: expected a whole number`)
  return Number(text)
}
