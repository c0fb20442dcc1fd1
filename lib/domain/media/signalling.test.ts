import { expect, test } from 'vitest'
import {
  comeBack,
  type MediaSignal,
  NO_SIGNALLING,
  receive,
  releaseHeld,
  type Signalling,
  type SignalKind,
  SIGNALS_KEPT,
  UNANSWERED_MS,
} from './signalling'

const signal = (from: string, kind: SignalKind, body = `${from} ${kind}`): MediaSignal => ({
  from,
  kind,
  body,
})
const offer = (from: string, body?: string) => signal(from, 'offer', body)
const answer = (from: string, body?: string) => signal(from, 'answer', body)
const candidate = (from: string, body?: string) => signal(from, 'ice-candidate', body)

/** What is passed on of each signal, and what is remembered in the end. */
function after(
  signals: readonly MediaSignal[],
  { isPartnerAway = false, now = 0 } = {},
  from = NO_SIGNALLING,
) {
  let state: Signalling = from
  const passed = signals.map((one) => {
    const { next, relay } = receive(state, one, { isPartnerAway, now })
    state = next
    return relay.map(({ body }) => body)
  })
  return { state, passed }
}

test('one side offers, the other answers: everything is passed on', () => {
  const { passed } = after([offer('a'), candidate('a'), answer('b'), candidate('b')])
  expect(passed).toEqual([['a offer'], ['a ice-candidate'], ['b answer'], ['b ice-candidate']])
})

test('the second of two offers is held with its candidates, and dropped with its sender’s answer', () => {
  const { passed, state } = after([
    offer('a'),
    offer('b'),
    candidate('b'),
    candidate('a'),
    answer('b'),
    candidate('b'),
  ])
  expect(passed).toEqual([['a offer'], [], [], ['a ice-candidate'], ['b answer'], ['b ice-candidate']])
  expect(state).toEqual(NO_SIGNALLING)
})

test('a side may offer again while its own offer is open', () => {
  expect(after([offer('a'), offer('a', 'again')]).passed).toEqual([['a offer'], ['again']])
})

test('an answer of the one who offered drops nothing', () => {
  const { state } = after([offer('a'), offer('b'), answer('a')])
  expect([state.open?.by, state.held.length]).toEqual(['a', 1])
})

test('a held offer is passed on when the open one is too old, by time or by the next signal', () => {
  const { state } = after([offer('a'), offer('b'), candidate('b')])
  expect(releaseHeld(state, UNANSWERED_MS - 1).relay).toEqual([])
  const { next, relay } = releaseHeld(state, UNANSWERED_MS)
  expect(relay.map(({ body }) => body)).toEqual(['b offer', 'b ice-candidate'])
  expect(next).toEqual({ open: { by: 'b', at: UNANSWERED_MS }, held: [], kept: [] })
  expect(after([candidate('a')], { now: UNANSWERED_MS }, state).passed).toEqual([
    ['b offer', 'b ice-candidate', 'a ice-candidate'],
  ])
})

test('for a partner who is away all is kept in order, and a new offer drops what its sender sent before', () => {
  const { passed, state } = after([candidate('a', 'old'), offer('a'), offer('a', 'new'), candidate('a')], {
    isPartnerAway: true,
  })
  expect(passed.flat()).toEqual([])
  const { next, relay } = comeBack(state, 'b', 5)
  expect(relay.map(({ body }) => body)).toEqual(['new', 'a ice-candidate'])
  expect(next).toEqual({ open: { by: 'a', at: 5 }, held: [], kept: [] })
})

test('no more than SIGNALS_KEPT are kept or held', () => {
  const many = Array.from({ length: 2 * SIGNALS_KEPT }, (_, index) => candidate('a', String(index)))
  expect(after(many, { isPartnerAway: true }).state.kept).toHaveLength(SIGNALS_KEPT)
  expect(after([offer('b'), offer('a'), ...many]).state.held).toHaveLength(SIGNALS_KEPT)
})

test('what is kept for the one is not sent to the other', () => {
  const { state } = after([offer('a')], { isPartnerAway: true })
  const { next, relay } = comeBack(state, 'a', 0)
  expect([relay, next.kept.length]).toEqual([[], 1])
})

test('coming back frees what was held back: an offer of before holds nothing', () => {
  const { state } = after([offer('a')])
  const { next } = comeBack(state, 'b', 0)
  expect(after([offer('b')], {}, next).passed).toEqual([['b offer']])
})

test('what the offerer’s partner offered meanwhile follows when the offerer is back', () => {
  const { state } = after([offer('a'), offer('b'), candidate('b')])
  expect(comeBack(state, 'a', 1).relay).toEqual([offer('b'), candidate('b')])
  const later = after([offer('b', 'newer')], { isPartnerAway: true }, state).state
  expect(comeBack(later, 'a', 1).relay).toEqual([offer('b', 'newer')])
})

test('a held offer that is due while its reader is away is kept for them', () => {
  const { state } = after([offer('a'), offer('b'), candidate('b')])
  const due = releaseHeld(state, UNANSWERED_MS, true)
  expect(due.relay).toEqual([])
  expect(comeBack(due.next, 'a', UNANSWERED_MS).relay).toEqual([offer('b'), candidate('b')])
})

test('when more comes for who is away than is kept, the first candidates and every description stay', () => {
  const many = Array.from({ length: SIGNALS_KEPT + 5 }, (_, index) => candidate('b', `${index}`))
  const { state } = after([offer('b'), ...many, answer('b')], { isPartnerAway: true })
  const kinds = state.kept.map(({ kind }) => kind)
  expect([kinds.length, kinds[0], kinds.at(-1)]).toEqual([SIGNALS_KEPT, 'offer', 'answer'])
})
