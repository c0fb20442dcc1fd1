import { describe, expect, test } from 'vitest'
import { type Call, type CallEnd, deadlineOf, durationOf, isTalking, place, stateOf } from './call'
import { add, answer, connect, expire, leave, lose, refuse, remove, requireStep, resume, ring } from './steps'

const T0 = 1_800_000_000_000
const named = (user: string) => ({ user, displayName: user })

function newCall(called: readonly string[] = ['bob'], isGroup = called.length > 1): Call {
  const about = {
    id: 'c1',
    tenantId: 't',
    callType: 'video',
    isGroup,
    takesAnswer: false,
    visit: null,
  } as const
  return place({ ...about, placer: named('ann'), connection: 'ann-1', called: called.map(named) }, T0)
}
const talk = (call = newCall()) => answer(call, 'bob', 'bob-1', T0 + 5_000)
const over = (call: Call) => [stateOf(call), call.end?.why]

describe('the states of a call', () => {
  test('it is initiating, rings, is accepted, in progress and over', () => {
    const call = newCall()
    expect(stateOf(call)).toBe('initiating')
    const ringing = ring(call, 'bob')
    expect(ringing && stateOf(ringing)).toBe('ringing')
    expect(ringing && ring(ringing, 'bob')).toBeUndefined()
    const accepted = answer(ringing ?? call, 'bob', 'bob-1', T0 + 5_000)
    expect(stateOf(accepted)).toBe('accepted')
    const connected = connect(accepted, T0 + 6_000)
    expect(connected && stateOf(connected)).toBe('in_progress')
    const ended = leave(connected ?? accepted, 'bob', T0 + 65_999)
    expect([...over(ended), ended.end?.by, durationOf(ended, 0)]).toEqual(['ended', 'hangup', 'bob', 60])
  })

  test.each<[string, Call, string, CallEnd]>([
    ['who calls takes it back', leave(newCall(), 'ann', T0), 'ended', 'cancelled'],
    ['who is called refuses', refuse(newCall(), 'bob', T0), 'rejected', 'rejected'],
    ['who is called ends it, which refuses', leave(newCall(), 'bob', T0), 'rejected', 'rejected'],
    ['nobody answers for 30 s', expire(newCall(), T0 + 30_000), 'missed', 'missed'],
    ['who calls vanishes', expire(lost(newCall(), 'ann'), T0 + 10_000), 'ended', 'disconnected'],
    ['one of the two vanishes', expire(lost(talk(), 'bob'), T0 + 30_000), 'ended', 'disconnected'],
  ])('%s', (_, call, state, why) => {
    expect(over(call)).toEqual([state, why])
  })

  test('nothing happens before its time', () => {
    expect(expire(newCall(), T0 + 29_999).end).toBeNull()
    expect(expire(lost(newCall(), 'ann'), T0 + 9_999).end).toBeNull()
    expect(expire(lost(talk(), 'ann'), T0 + 29_999).end).toBeNull()
    expect([deadlineOf(newCall()), deadlineOf(talk())]).toEqual([T0 + 30_000, Infinity])
  })

  function lost(call: Call, user: string): Call {
    return lose(call, user, `${user}-1`, T0) ?? call
  }

  test('the loss of another connection than the one in the call is none', () => {
    expect(lose(talk(), 'bob', 'bob-2', T0)).toBeUndefined()
    expect(lose(newCall(), 'bob', 'bob-1', T0)).toBeUndefined()
  })

  test('whoever comes back goes on by the new connection', () => {
    const back = resume(lost(talk(), 'bob'), 'bob', 'bob-2')
    expect(expire(back, T0 + 90_000).end).toBeNull()
    expect(lose(back, 'bob', 'bob-1', T0)).toBeUndefined()
  })
})

describe('who may do what', () => {
  const steps = ['answer', 'refuse', 'leave', 'resume', 'signal', 'report', 'host'] as const
  const verdicts = (call: Call, user: string) =>
    steps.map((step) => {
      try {
        requireStep(call, user, step)
        return 'allowed'
      } catch (error) {
        return (error as { reason: string }).reason
      }
    })

  test.each([
    ['who calls', newCall(), 'ann', 'FORBIDDEN FORBIDDEN allowed allowed allowed CALL_NOT_ANSWERED allowed'],
    [
      'who is called',
      newCall(),
      'bob',
      'allowed allowed allowed CALL_NOT_ANSWERED CALL_NOT_ANSWERED CALL_NOT_ANSWERED CALL_NOT_ANSWERED',
    ],
    ['who answered', talk(), 'bob', 'CALL_ANSWERED CALL_ANSWERED allowed allowed allowed allowed FORBIDDEN'],
    ['anybody else', talk(), 'eve', Array(7).fill('CALL_NOT_FOUND').join(' ')],
    ['after the end', leave(talk(), 'ann', T0), 'bob', Array(7).fill('CALL_NOT_FOUND').join(' ')],
  ])('%s', (_, call, user, expected) => {
    expect(verdicts(call, user).join(' ')).toBe(expected)
  })
})

describe('calls of several', () => {
  const group = () => newCall(['bob', 'cat'])

  test('it goes on while two are in it, or one is and somebody rings', () => {
    const two = answer(group(), 'bob', 'bob-1', T0)
    const refused = refuse(two, 'cat', T0)
    expect(refused.end).toBeNull()
    expect(over(leave(refused, 'ann', T0))).toEqual(['ended', 'hangup'])
    const alone = leave(two, 'bob', T0)
    expect(alone.end).toBeNull()
    expect(over(expire(alone, T0 + 30_000))).toEqual(['missed', 'missed'])
  })

  test('the call is hosted by who has been in it the longest when its hosts have gone', () => {
    const three = answer(answer(group(), 'cat', 'cat-1', T0 + 1), 'bob', 'bob-1', T0 + 2)
    const without = leave(three, 'ann', T0 + 3)
    expect(
      without.people.filter(({ isHost, stage }) => isHost && stage === 'in').map(({ user }) => user),
    ).toEqual(['cat'])
    expect(isTalking(without, 'bob')).toBe(true)
    expect(isTalking(without, 'ann')).toBe(false)
  })

  test('people are added, once, and taken out', () => {
    const two = answer(group(), 'bob', 'bob-1', T0)
    expect(add(two, named('bob'), T0)).toBeUndefined()
    const more = add(two, named('dan'), T0)
    expect(more?.people.map(({ user }) => user)).toEqual(['ann', 'bob', 'cat', 'dan'])
    const fewer = more && remove(more, 'dan', T0)
    expect(fewer && remove(fewer, 'dan', T0)).toBeUndefined()
    const again = fewer && add(fewer, named('dan'), T0 + 1)
    expect(again?.people.filter(({ user }) => user === 'dan').map(({ stage }) => stage)).toEqual(['rings'])
  })
})
