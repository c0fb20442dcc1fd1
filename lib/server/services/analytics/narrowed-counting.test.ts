import { expect, test } from 'vitest'
import { addCounters } from '@/lib/domain/counters'
import { matchingNames } from '@/lib/domain/matching-figures'
import { mediaNames } from '@/lib/domain/media/media-figures'
import { CHAT_TYPES } from '@/lib/domain/sessions'
import { actor, openCore } from '../core.fixture'

const [ann, bob] = [actor('ann'), actor('bob')]
const NAMES = new Set([
  ...matchingNames(CHAT_TYPES),
  ...mediaNames(['audio', 'video']),
  'text.ended',
  'text.causes',
])

test('what is counted of people is what the whole counts, and what two did together is one fact of both', async () => {
  const { pairUp, clock, ports, services } = openCore()
  await pairUp(ann, bob)
  await services.deviceRefusals.note(ann, 'microphone', 'NotAllowedError')
  await services.sessions.leave(ann)
  await clock.advance(10_000)
  const facts = ports.narrowedFigures.all
  const whole = addCounters(...ports.figureHistory.all.map(({ counted }) => counted))
  const narrowable = Object.entries(whole).filter(([name]) => NAMES.has(name.split(':', 1)[0] ?? ''))
  expect(addCounters(...facts.map(({ counters }) => counters))).toEqual(Object.fromEntries(narrowable))
  const usersOf = (name: string) => facts.filter(({ counters }) => name in counters).map(({ users }) => users)
  expect(usersOf('text.rooms')).toEqual([['ann', 'bob']])
  expect(usersOf('text.ended')).toEqual([['ann', 'bob']])
  expect(usersOf('text.joined')).toEqual([['ann'], ['bob']])
  expect(usersOf('devices:microphone NotAllowedError')).toEqual([['ann']])
})
