import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  cohorts,
  countries,
  type FigureTable,
  funnel,
  regions,
  registered,
  sessionsByKind,
  suppressed,
} from './figure-tables'

const key = (name: string, total: number, all: number, previousTotal = 0) => {
  return { key: name, total, share: Math.round((1_000 * total) / all) / 10, previousTotal, change: null }
}
const rowsOf = (table: FigureTable) => suppressed(table).rows

test('a total that tells a small count is withheld, with the shares and changes that tell the total', () => {
  const report = { by: 'platform', total: 11, previousTotal: 20, change: -45, days: [] } as const
  const keys = [
    { ...key('ios', 10, 11, 12), change: -16.7 },
    { ...key('android', 1, 11, 8), change: -87.5 },
  ]
  const table = registered({ ...report, keys } as unknown as Parameters<typeof registered>[0], true)
  expect(rowsOf(table)).toEqual([
    ['ios', 10, null, 12, -16.7],
    ['android', 'under 5', null, 8, null],
    ['All', 'withheld', null, 20, null],
  ])
})

test('shares of a country stay where all of its regions are said', () => {
  const region = (name: string, signups: number, share: number) => {
    return { name, subdivisionCode: name, signups, share }
  }
  const map = {
    countries: [
      { name: 'India', signups: 30, regions: [region('Delhi', 20, 66.7), region('Goa', 10, 33.3)] },
      { name: 'Chad', signups: 11, regions: [region('Kanem', 10, 90.9)] },
    ],
  } as unknown as Parameters<typeof regions>[0]
  expect(rowsOf(regions(map))).toEqual([
    ['India', 'Delhi', 'Delhi', 20, 66.7],
    ['India', 'Goa', 'Goa', 10, 33.3],
    ['Chad', 'Kanem', 'Kanem', 10, null],
    ['Chad', 'Not known', null, 'under 5', null],
  ])
})

test('sessions of a kind are withheld where one of their lengths is not said', () => {
  const count = (n: number) => ({ count: n, previousCount: n, change: 0 })
  const kind = { chatType: 'text', sessions: count(12), messages: count(40), durationMs: count(600_000) }
  const report = { kinds: [{ ...kind, lengths: [6, 0, 5, 1, 0] }] }
  const table = sessionsByKind(report as unknown as Parameters<typeof sessionsByKind>[0], false)
  expect(rowsOf(table)).toEqual([['Text', 'withheld', null, null, 6, 0, 5, 'under 5', 0]])
})

test('a step’s share is not said where the step above is not', () => {
  const step = (name: string, count: number) => ({ step: name, count, previousCount: 0, change: null })
  const report = { funnel: [step('landing', 4), step('gate', 8), step('matched', 6)] }
  const table = funnel(report as unknown as Parameters<typeof funnel>[0], false)
  expect(rowsOf(table)).toEqual([
    ['Opened the front page', 'under 5', null],
    ['Registered', 8, null],
    ['Met somebody', 6, 75],
  ])
})

test('shares that add up from row to row tell no count that is not said', () => {
  const rows = [
    ['left', 10, 62.5, 62.5],
    ['disconnected', 4, 25, 87.5],
    ['timeout', 2, 12.5, 100],
  ]
  const follows = { share: { columns: [2, 3], of: 1 } }
  const shown = suppressed({ columns: ['Why', 'Count', 'Share', 'Added up'], rows, people: [1], follows })
  expect(shown.rows).toEqual([
    ['left', 10, null, null],
    ['disconnected', 'under 5', null, null],
    ['timeout', 'under 5', null, null],
  ])
})

test('a per cent that stands for few people is not said', () => {
  const report = { cohorts: [{ week: '2026-11-02', people: 100, active: [100, 3, 0] }] }
  const table = cohorts(report as unknown as Parameters<typeof cohorts>[0])
  expect(rowsOf(table)).toEqual([['2026-11-02', 100, 100, null, 0]])
})

test('no count below five follows from the rest of a table, whatever was counted', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 8 }), (counts) => {
      const totalSignups = counts.reduce((all, count) => all + count, 0)
      const rows = counts.map((signups, index) => {
        const share = totalSignups === 0 ? 0 : (100 * signups) / totalSignups
        return { name: `C${index}`, countryCode: 'XX', signups, share, regions: [] }
      })
      const table = countries({ countries: rows, unknown: 0, totalSignups } as unknown as Parameters<
        typeof countries
      >[0])
      const said = rowsOf(table)
      const isHidden = said.some(([, , count]) => typeof count !== 'number')
      expect(isHidden).toBe(counts.some((count) => count > 0 && count < 5))
      if (isHidden) expect(said.every(([, , , share]) => share === null)).toBe(true)
      else expect(said).toEqual(table.rows)
    }),
  )
})
