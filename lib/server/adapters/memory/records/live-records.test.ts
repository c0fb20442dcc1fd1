import { expect, test } from 'vitest'
import { LAST_RECORD_MS } from '@/lib/server/ports/records/live-records'
import { liveRecordsSuite } from '@/lib/server/ports/records/live-records.suite'
import { createMemoryLiveRecords } from './live-records'

liveRecordsSuite(async () => createMemoryLiveRecords())

test('the last record of a person is forgotten in time', () => {
  const records = createMemoryLiveRecords()
  records.enter({ id: 'c1', users: ['ann'], deadline: 1 }, 0)
  records.close('c1', ['ann'], 0)
  expect(records.last('ann', LAST_RECORD_MS)).toBeUndefined()
})
