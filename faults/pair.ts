import { type Crowd, openCrowd } from './crowd'
import { type Door, openDoor } from './door'
import type { Person } from './person'
import type { Chance } from './chance'
import type { Site } from './site'

/** Two people who have met; what lies between one of them and the servers can be hurt alone. */
export interface Pair {
  readonly crowd: Crowd
  /** On any process, by the site's own door. */
  readonly ann: Person
  readonly bob: Person
  /** Bob's way in. */
  readonly door: Door
  /** From now on bob's new connections lead there; nowhere without ports. */
  leadTo(ports: readonly number[]): void
  close(): Promise<void>
}

interface Settings {
  readonly site: Site
  readonly chance: Chance
  readonly dialect: 'text' | 'generic'
  /** Bob's first way. */
  readonly ports: readonly number[]
}

/** Nobody else may be looking for a stranger meanwhile. */
export async function openPair({ site, chance, dialect, ports }: Settings): Promise<Pair> {
  let targets = ports
  const door = await openDoor({ chance: chance.fork(), targets: () => targets })
  const url = (index: number) => (index === 0 ? site.door.url : door.url)
  const crowd = await openCrowd({ size: 2, registerAt: site.door.url, url, chance: chance.fork(), dialect })
  await crowd.meet()
  const [ann, bob] = crowd.people
  if (!ann || !bob) throw new Error('There are two')
  for (const person of [ann, bob]) person.rest()
  return {
    crowd,
    ann,
    bob,
    door,
    leadTo: (next) => void (targets = next),
    async close() {
      crowd.close()
      await door.close()
    },
  }
}
