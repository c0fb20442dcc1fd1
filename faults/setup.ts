import { type Crowd, openCrowd } from './crowd'
import { type Members, openMembers } from './members/members'
import { keptOutcome, none, type Outcome } from './row'
import { openSite, type Site, type SiteSettings } from './site'

export interface Setup {
  readonly site: Site
  readonly crowd: Crowd
  /** Beside the strangers; undefined: the row has none. */
  readonly members?: Members | undefined
}

interface Settings extends SiteSettings {
  /** People. */
  readonly size: number
  /** Members of conversations, on contracts in turns. */
  readonly memberCount?: number
  readonly window?: number
  readonly dialect?: 'text' | 'generic' | 'both'
}

/** Several processes and clients that are in sessions through the proxy; all of it ends with `work`. */
export async function withSetup<T>(settings: Settings, work: (setup: Setup) => Promise<T>): Promise<T> {
  const { size, memberCount, chance, window, dialect } = settings
  const site = await openSite({ ...settings, chance: chance.fork() })
  try {
    const url = site.proxy.url
    const how = { ...(window && { window }), ...(dialect && { dialect }) }
    const crowd = await openCrowd({ size, registerAt: url, url: () => url, chance: chance.fork(), ...how })
    let members: Members | undefined
    try {
      if (memberCount !== undefined)
        members = await openMembers({ size: memberCount, registerAt: url, url, chance: chance.fork() })
      await crowd.meet()
      return await work({ site, crowd, members })
    } finally {
      members?.close()
      crowd.close()
    }
  } finally {
    await site.close()
  }
}

/** What holds in every row: nothing lost, no silence, no surprise, no crash. */
export async function always({ site, crowd, members }: Setup): Promise<readonly Outcome[]> {
  const kept = keptOutcome(await crowd.settle())
  return [
    kept,
    ...((await members?.outcomes()) ?? []),
    none('requests without an answer', crowd.results.silences),
    none('unexpected answers', crowd.results.surprises),
    none('servers that ended by themselves', crashesOf(site)),
  ]
}

function crashesOf({ servers }: Pick<Site, 'servers'>): string[] {
  return servers
    .filter((server) => server.crashes() > 0)
    .map((server) => `${server.name}: ${server.output().slice(-1_500)}`)
}
