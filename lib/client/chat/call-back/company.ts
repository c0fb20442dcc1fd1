import type { Company, Page } from './call-back'
import type { Clock } from '@/lib/client/clock'
import { randomId } from '@/lib/client/random-id'

const CHANNEL = 'omegoo.call'
/** Tabs of one browser answer each other within a few milliseconds, hidden ones too. */
const ANSWER_MS = 150

interface Note {
  readonly kind: 'who' | 'here' | 'away'
  readonly from: string
}

/** Asks the other tabs of this browser, so that two do not call at once, and none calls a person who looks at another. */
export function createCompany(page: Page, clock: Clock): { ask: () => Promise<Company>; end: () => void } {
  if (typeof BroadcastChannel !== 'function') return { ask: () => Promise.resolve('alone'), end: () => {} }
  const self = randomId()
  const channel = new BroadcastChannel(CHANNEL)
  let answers: Note[] = []
  const post = (kind: Note['kind']) => channel.postMessage({ kind, from: self } satisfies Note)

  channel.addEventListener('message', ({ data }: MessageEvent<Note>) => {
    if (data.kind === 'who') post(page.isAway() ? 'away' : 'here')
    else answers.push(data)
  })
  const ask = () =>
    new Promise<Company>((resolve) => {
      answers = []
      post('who')
      clock.later(ANSWER_MS, () => {
        const isSecond = answers.some(({ kind, from }) => kind === 'away' && from < self)
        if (answers.some(({ kind }) => kind === 'here')) resolve('watched')
        else resolve(isSecond ? 'second' : 'alone')
      })
    })
  return { ask, end: () => channel.close() }
}
