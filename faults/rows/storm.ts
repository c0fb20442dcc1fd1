import { setTimeout as wait } from 'node:timers/promises'
import { registerGuests } from '../guests'
import { check } from '../history'
import { type Extent, keptOutcome, none, type Outcome, pace, type Row } from '../row'
import { openSite } from '../site'
import { createSwarmPerson, type SwarmPerson } from '../swarm-person'
import { until } from '../until'

const CONNECT_AT_ONCE = 50
const MEET_WITHIN_MS = 120_000
const BACK_WITHIN_MS = 30_000
const AFTER_A_SEND_MS = 5

async function inParts(
  people: readonly SwarmPerson[],
  action: (person: SwarmPerson) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < people.length; from += CONNECT_AT_ONCE)
    await Promise.all(people.slice(from, from + CONNECT_AT_ONCE).map(action))
}

async function run({ chance, times, say }: Extent): Promise<readonly Outcome[]> {
  const size = times(5_000, 300)
  const site = await openSite({ processes: 2, chance: chance.fork(), env: { RATE_LIMIT_FACTOR: '100000' } })
  try {
    const urls = site.servers.map(({ url }) => url)
    const accounts = await registerGuests(site.door.url, size)
    say(`${size} people have registered`)
    const people = accounts.map((account, index) =>
      createSwarmPerson(`p${index + 1}`, account, () => chance.pick(urls)),
    )
    await inParts(people, (person) => person.connect())
    await inParts(people, (person) => person.join())
    const met = await until(() => people.every((person) => person.view()), MEET_WITHIN_MS)
    if (met === undefined) throw new Error('Not everybody met')
    for (const person of people) person.say()
    await until(() => people.every((person) => person.isSettled()), MEET_WITHIN_MS)
    say('all have met and said something')
    for (const person of people) person.say()
    await wait(AFTER_A_SEND_MS)
    for (const person of people) person.cut()
    const since = performance.now()
    await Promise.all(people.map((person) => person.comeBack()))
    const took = Math.round(performance.now() - since)
    const views = () => people.flatMap((person) => person.view() ?? [])
    await until(() => check(views()).lost.length === 0, BACK_WITHIN_MS)
    const lost = people.flatMap((person) => person.lost() ?? [])
    for (const person of people) person.cut()
    return [
      pace(
        `${size} cut off at once: all back`,
        `within ${BACK_WITHIN_MS} ms`,
        `${took} ms`,
        took <= BACK_WITHIN_MS,
      ),
      none('talks lost', lost),
      keptOutcome(check(views())),
      none(
        'servers that ended by themselves',
        site.servers.flatMap((server) => (server.crashes() > 0 ? [server.output()] : [])),
      ),
    ]
  } finally {
    await site.close()
  }
}

/** Everybody's connection breaks at once. */
export const storm: Row = {
  name: 'storm',
  title: 'everybody is cut off at once and comes back, with a token and a place in the log',
  needs: ['engines'],
  run,
}
