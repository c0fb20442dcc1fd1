import { setTimeout as pause } from 'node:timers/promises'
import type { Signaller } from '../contenders/signaller'
import type { Member } from '../crowd'
import { atPace } from '../pace'
import type { ServerProcess } from '../server-process'
import { cpuOf } from './signalling'

const SECONDS = 10
/** Each client reports every 2 s. */
const REPORTS_A_SECOND = 0.5

/** What a session costs the server while its media flow: the reports of both sides. µs of processor time a second, beyond rest. */
export async function measureReports(
  servers: readonly ServerProcess[],
  members: readonly Member<Signaller>[],
): Promise<number> {
  const start = await cpuOf(servers)
  await pause(SECONDS * 1_000)
  const rested = await cpuOf(servers)
  const answers: Promise<void>[] = []
  await atPace({ rate: members.length * REPORTS_A_SECOND, seconds: SECONDS }, (turn) => {
    const member = members[turn % members.length]
    if (member) answers.push(member.person.report())
  })
  await Promise.all(answers)
  const reported = (await cpuOf(servers)) - rested
  return (reported - (rested - start)) / (members.length / 2) / SECONDS
}
