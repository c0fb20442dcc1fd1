import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { faultsCount, playwrightCount, vitestCount } from './results.mjs'
import { temporaryFolder } from './throwaway.mjs'

const folder = temporaryFolder('results')

function report(content: object): string {
  const file = `${folder}/report.json`
  writeFileSync(file, JSON.stringify(content))
  return file
}

test('a failed test is named with the first line of its message', () => {
  const assertionResults = [
    { status: 'passed', fullName: 'holds' },
    {
      status: 'failed',
      fullName: 'chats end',
      failureMessages: ['\u001B[31mexpected 1\u001B[39m to be 2\n    at x.ts'],
    },
  ]
  const file = report({
    numPassedTests: 1,
    numFailedTests: 1,
    numPendingTests: 0,
    testResults: [{ name: '/x/a.test.ts', status: 'failed', assertionResults }],
  })
  expect(vitestCount(file, 1)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
    failures: ['/x/a.test.ts › chats end: expected 1 to be 2'],
  })
})

test('a file that cannot be loaded is a failure', () => {
  const file = report({
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    testResults: [
      { name: '/x/b.test.ts', status: 'failed', message: 'No such module\nat …', assertionResults: [] },
    ],
  })
  expect(vitestCount(file, 1)).toMatchObject({ failed: 1, failures: ['/x/b.test.ts: No such module'] })
})

test('a flow that failed is named with its screen', () => {
  const failed = {
    title: 'two people meet',
    tests: [
      { projectName: 'phone', status: 'unexpected', results: [{ error: { message: 'Timed out\nat …' } }] },
      { projectName: 'desktop', status: 'expected', results: [{}] },
    ],
  }
  const file = report({
    stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 0 },
    suites: [
      { file: 'chat.spec.ts', specs: [], suites: [{ file: 'chat.spec.ts', specs: [failed], suites: [] }] },
    ],
  })
  expect(playwrightCount(file, 1)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
    failures: ['e2e/chat.spec.ts › two people meet (phone): Timed out'],
  })
})

test.each([vitestCount, playwrightCount, faultsCount])('%o: no report is a failure', (count) => {
  expect(count(`${folder}/none.json`, 1)).toMatchObject({ passed: 0, failed: 1 })
})
