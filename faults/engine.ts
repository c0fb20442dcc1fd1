import { setTimeout as wait } from 'node:timers/promises'
import { postgresProgram, redisProgram } from '../scripts/testing/engines.mjs'
import { startServer } from '../scripts/testing/throwaway.mjs'

const TRIES = 40
const TRY_EVERY_MS = 100

/** A throw-away database that can be killed and started again at the same address. */
export interface Engine {
  readonly url: string
  readonly port: number
  start(): Promise<void>
  /** kill -9 */
  kill(): Promise<void>
}

type Program = NonNullable<Awaited<ReturnType<typeof redisProgram>>>

/** A Redis that keeps nothing; undefined where it is not installed. Not started. */
export const createRedis = async (): Promise<Engine | undefined> => engineOf(await redisProgram())

/** A PostgreSQL that keeps what it has acknowledged; undefined where it is not installed. Not started. */
export const createPostgres = async (): Promise<Engine | undefined> =>
  engineOf(await postgresProgram({ isToBeKilled: true }))

function engineOf(program: Program | undefined): Engine | undefined {
  if (!program) return undefined
  const { url, command, args, options } = program
  let kill: (() => Promise<void>) | undefined
  return {
    url,
    port: Number(new URL(url).port),
    async start() {
      for (let left = TRIES; !kill; left -= 1) {
        try {
          kill = await startServer(command, args, { ...options, stopSignal: 'SIGKILL' })
        } catch (error) {
          if (left === 0) throw error
          await wait(TRY_EVERY_MS) // children of the killed one may still have its memory
        }
      }
    },
    async kill() {
      await kill?.()
      kill = undefined
    },
  }
}
