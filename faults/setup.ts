import { type Crowd, openCrowd } from './crowd'
import { keptOutcome, none, type Outcome } from './row'
import { openSite, type Site, type SiteSettings } from './site'

interface Setup {
  readonly site: Site
  readonly crowd: Crowd
}

interface Settings extends SiteSettings {
  /** People. */
  readonly size: number
  readonly window?: number
  readonly dialect?: 'text' | 'generic' | 'both'
}

/** Several processes and clients that are in sessions through the proxy; all of it ends with `work`. */
export async function withSetup<T>(settings: Settings, work: (setup: Setup) => Promise<T>): Promise<T> {
  const { size, chance, window, dialect } = settings
  const site = await openSite({ ...settings, chance: chance.fork() })
  try {
    const url = site.proxy.url
    const how = { ...(window && { window }), ...(dialect && { dialect }) }
    const crowd = await openCrowd({ size, registerAt: url, url: () => url, chance: chance.fork(), ...how })
    try {
      await crowd.meet()
      return await work({ site, crowd })
    } finally {
      crowd.close()
    }
  } finally {
    await site.close()
  }
}

/** What holds in every row: nothing lost, no silence, no surprise, no crash. */
export async function always({ site, crowd }: Setup): Promise<readonly Outcome[]> {
  const kept = keptOutcome(await crowd.settle())
  return [
    kept,
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
