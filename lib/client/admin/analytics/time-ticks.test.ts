import { expect, test } from 'vitest'
import { timeTicks } from './time-ticks'

const at = (clock: string) => Date.parse(`2026-05-06T${clock}Z`)

test.each([
  { from: '10:00:07', to: '10:04:57', ticks: ['10:01', '10:02', '10:03', '10:04'] },
  { from: '09:58:13', to: '10:13:03', ticks: ['10:00', '10:05', '10:10'] },
  { from: '09:58:13', to: '10:28:03', ticks: ['10:00', '10:10', '10:20'] },
  { from: '09:31:01', to: '10:31:00', ticks: ['09:45', '10:00', '10:15', '10:30'] },
  { from: '10:00:00', to: '10:02:00', ticks: ['10:00', '10:01', '10:02'] },
  { from: '10:00:05', to: '10:00:55', ticks: [] },
  { from: '10:00:05', to: '09:00:00', ticks: [] },
])('from $from to $to: $ticks', ({ from, to, ticks }) => {
  const found = timeTicks(at(from), at(to), 5)
  expect(found.map((tick) => new Date(tick).toISOString().slice(11))).toEqual(
    ticks.map((tick) => `${tick}:00.000Z`),
  )
})
