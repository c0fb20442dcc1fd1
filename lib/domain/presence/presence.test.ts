import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHOSEN_STATUSES, NO_CHOICE, presenceOf, type PresenceFacts } from './presence'

const here: PresenceFacts = { connectionCount: 2, isActive: true, isInCall: false }
const chosen = (status: (typeof CHOSEN_STATUSES)[number]) => ({ ...NO_CHOICE, status })

describe('what others see', () => {
  test.each([
    ['nobody is connected', 'online', { ...here, connectionCount: 0 }, 'offline'],
    ['somebody is here', 'online', here, 'online'],
    ['nobody sits before it', 'online', { ...here, isActive: false }, 'away'],
    ['away is chosen', 'away', here, 'away'],
    ['busy is chosen, and nobody sits before it', 'busy', { ...here, isActive: false }, 'busy'],
    ['offline is chosen', 'offline', here, 'offline'],
    ['in a call', 'online', { ...here, isInCall: true }, 'in_call'],
    ['in a call, busy chosen', 'busy', { ...here, isInCall: true }, 'in_call'],
    ['in a call, offline chosen', 'offline', { ...here, isInCall: true }, 'offline'],
  ] as const)('%s', (_, status, facts, shown) => {
    expect(presenceOf('ann', chosen(status), facts).shown).toBe(shown)
  })

  test('whoever is offline, or wants to be, tells nothing else', () => {
    const facts = fc.record({ connectionCount: fc.nat(3), isActive: fc.boolean(), isInCall: fc.boolean() })
    const choice = fc.record({
      status: fc.constantFrom(...CHOSEN_STATUSES),
      statusMessage: fc.option(fc.string()),
      customStatus: fc.option(fc.string()),
    })
    fc.assert(
      fc.property(choice, facts, (what, known) => {
        const seen = presenceOf('ann', what, known)
        const isHidden = what.status === 'offline' || known.connectionCount === 0
        expect(seen.shown === 'offline').toBe(isHidden)
        if (isHidden)
          expect(seen).toMatchObject({ statusMessage: null, customStatus: null, connectionCount: 0 })
      }),
    )
  })
})
