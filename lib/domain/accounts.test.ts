import { expect, test } from 'vitest'
import { FOREVER, isBanned, isStrongDeviceId } from './accounts'
import { retentionLimits } from './retention'

test.each([
  { what: '15 characters', id: 'abcdefghijklmno', strong: false },
  { what: '16 characters', id: 'abcdefghijklmnop', strong: true },
  { what: '256 characters', id: 'abcdefgh'.repeat(32), strong: true },
  { what: '257 characters', id: `${'abcdefgh'.repeat(32)}a`, strong: false },
  { what: '5 different ones', id: 'abcde'.repeat(4), strong: false },
  { what: '6 different ones', id: 'abcdef'.repeat(3), strong: true },
  { what: '16 blanks', id: ' '.repeat(16), strong: false },
  { what: '16 letters of other alphabets', id: 'абвгдежзийклмноп', strong: true },
  {
    what: '8 astral characters, which are 16 units',
    id: '\u{1f9d0}\u{1f9d1}\u{1f9d2}\u{1f9d3}\u{1f9d4}\u{1f9d5}\u{1f9d6}\u{1f9d7}',
    strong: true,
  },
  {
    what: '5 different astral characters',
    id: '\u{1f9d0}\u{1f9d1}\u{1f9d2}\u{1f9d3}\u{1f9d4}'.repeat(4),
    strong: false,
  },
  {
    what: '16 different lone surrogates, which are all kept as one',
    id: String.fromCharCode(...Array.from({ length: 16 }, (_, at) => 0xd800 + at)),
    strong: false,
  },
  { what: 'nothing', id: '', strong: false },
])('a device id of $what: strong = $strong', ({ id, strong }) => {
  expect(isStrongDeviceId(id)).toBe(strong)
})

test.each([
  { bannedUntil: null, banned: false },
  { bannedUntil: 999, banned: false },
  { bannedUntil: 1_000, banned: false },
  { bannedUntil: 1_001, banned: true },
  { bannedUntil: FOREVER, banned: true },
])('banned until $bannedUntil, at 1000: banned = $banned', ({ bannedUntil, banned }) => {
  expect(isBanned({ bannedUntil }, 1_000)).toBe(banned)
})

test('a ban without an end is a date that can be stored', () => {
  expect(new Date(FOREVER).getTime()).toBe(FOREVER)
})

test('what is kept is kept 90 days, the audit log a year, ended logins a month', () => {
  const now = Date.UTC(2026, 5, 1)
  const days = (at: number) => (now - at) / 86_400_000
  const { sessions, evidence, audit, logins } = retentionLimits(now)
  expect([sessions, evidence, audit, logins].map(days)).toEqual([90, 90, 365, 30])
})
