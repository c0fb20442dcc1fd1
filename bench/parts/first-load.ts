import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import type { Goal, Section } from '../report'
import type { Context } from './context'

const WANTED_KB = 150

/** What a browser loads at first; scores need a browser and have a command of their own. */
export async function firstLoadPart({ embedded }: Context): Promise<Section> {
  const servers = await embedded.start()
  try {
    const weigh = spawn(process.execPath, ['bench/first-load.mjs', servers[0]?.url ?? ''], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [said] = await Promise.all([text(weigh.stdout), once(weigh, 'exit')])
    return { title: '', note: '', head: [], rows: [], goals: [chatGoal(said), ...ELSEWHERE] }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

function chatGoal(said: string): Goal {
  const size = Number(/^\/chat \(signed in\): ([\d.]+) KB/m.exec(said)?.[1])
  return {
    what: 'JavaScript of a chat page',
    wanted: `under ${WANTED_KB} KB gzipped`,
    found: Number.isNaN(size) ? 'unreadable' : `${size} KB`,
    isReached: size < WANTED_KB,
  }
}

const ELSEWHERE: readonly Goal[] = [
  {
    what: 'first load on a mid-range phone',
    wanted: 'performance 95, accessibility 100, best practices 100',
    found: '`npm run build`, then `node bench/lighthouse.mjs`',
    isReached: undefined,
  },
]
