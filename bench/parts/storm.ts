import { bareSocketIo } from '../contenders/bare-socket-io'
import { measureStorm, type StormFigures } from '../measurements/storm'
import { count, ms, type Section, us } from '../report'
import { medians } from '../statistics'
import { type Context, inTurn } from './context'

const WITHIN_MS = 10_000

/** Everybody is cut off at once and comes back at once. */
export async function stormPart({ embedded, cluster, options, say }: Context): Promise<Section> {
  const contenders = [embedded, await cluster(1), bareSocketIo]
  const found = new Map<string, StormFigures[]>(contenders.map(({ name }) => [name, []]))
  for (let round = 0; round < options.longRounds; round += 1) {
    for (const contender of inTurn(contenders, round)) {
      const figures = await measureStorm(contender, options.storm)
      found.get(contender.name)?.push(figures)
      say(
        `${count(options.storm)} come back, round ${round + 1}, ${contender.name}: all in ${ms(figures.allBackMs)}`,
      )
    }
  }
  const all = [...found].map(([name, rounds]) => ({ name, ...medians<keyof StormFigures>(rounds) }))
  const bare = all.find(({ name }) => name === bareSocketIo.name)
  return {
    title: `${count(options.storm)} come back at once`,
    note:
      `Medians of ${options.longRounds} rounds. ` +
      'All in talks, all cut off in one moment, all connecting again in the next with their access tokens; bare Socket.IO asks ' +
      'for none. The swarm needs its share of the same cores. CPU is for each who came back, their leaving included.',
    head: ['server', 'half back', 'all back', 'CPU each', 'tried again'],
    rows: all.map((one) => [
      one.name,
      ms(one.halfBackMs),
      ms(one.allBackMs),
      us(one.cpuUs),
      count(one.retries),
    ]),
    goals: all
      .filter((one) => one !== bare)
      .map((one) => ({
        what: `authenticated reconnect of ${count(options.storm)}, ${one.name}`,
        wanted: `all back in ${WITHIN_MS / 1_000} s`,
        found: `${ms(one.allBackMs)}, bare ${ms(bare?.allBackMs ?? 0)}`,
        ratio: one.allBackMs / (bare?.allBackMs ?? 0),
        isReached: one.allBackMs <= WITHIN_MS,
      })),
  }
}
