import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')
const FILES = globSync('{lib/client,components,app}/**/*.{ts,tsx}', { cwd: ROOT }).filter(
  (file) => !/\.test\.tsx?$/.test(file),
)

/** What devices differ in is asked in one file each, which knows what to do where it is missing or says something else. */
test.each([
  { what: 'crypto.randomUUID', pattern: /\brandomUUID\b\s*\(/, only: [] },
  { what: 'crypto.subtle', pattern: /\bcrypto\.subtle\b/, only: [] },
  {
    what: 'the clipboard',
    pattern: /\bnavigator\.clipboard\b|execCommand/,
    only: ['lib/client/browser/copy-text.ts'],
  },
  {
    what: 'whether an input method has a key',
    pattern: /\.isComposing\b|\.keyCode\b/,
    only: ['lib/client/browser/key-press.ts'],
  },
  {
    what: 'which key was pressed',
    pattern: /\bevent\.(key|code)\b/,
    only: ['lib/client/browser/key-press.ts'],
  },
  {
    what: 'whether the device reports a network',
    pattern: /\bnavigator\.onLine\b/,
    only: ['lib/client/realtime/network-hint.ts'],
  },
  {
    what: 'the wall clock',
    pattern: /\bDate\.now\b/,
    // A day chosen in a calendar, and moments that are only shown, are the wall clock's.
    only: [
      'lib/client/clock.ts',
      'components/admin/ban-dialog.tsx',
      'components/messages/thread-log.tsx',
      'components/messages/use-list-time.ts',
      'components/playground/playground-screen.tsx',
    ],
  },
  {
    what: 'notifications',
    pattern: /\bnew Notification\b|\bNotification\.|showNotification/,
    only: ['lib/client/browser/notifications.ts'],
  },
  {
    what: 'the microphone and the camera',
    pattern: /\.getUserMedia\(/,
    only: ['lib/client/rtc/devices/local-media.ts'],
  },
  {
    what: 'a connection for media',
    pattern: /\bnew RTCPeerConnection\b/,
    only: ['lib/client/rtc/connection/peer-connection.ts'],
  },
  { what: 'the element of a form', pattern: /<form\b/, only: ['components/ui/form.tsx'] },
])('$what is used in one place', ({ pattern, only }) => {
  const users = FILES.filter((file) => pattern.test(withoutComments(readFileSync(join(ROOT, file), 'utf8'))))
  expect(users.filter((file) => !only.includes(file))).toEqual([])
})

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
}
