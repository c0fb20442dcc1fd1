/** A process to kill: opens the database in the folder it is given and prints the id of each account once it is stored. */
import { newUser } from '@/lib/server/ports/accounts/new-user.fixture'
import { createAuditSeal } from '@/lib/server/auth/audit-seal'
import { openDatabase } from './database'

const quiet = { info: () => undefined, warn: () => undefined }
const { accounts } = await openDatabase({
  dataDir: process.argv[2] ?? '',
  log: quiet,
  seal: createAuditSeal('a secret of the fixture, long enough'),
})
for (;;) {
  const user = newUser()
  await accounts.create(user)
  process.stdout.write(`${user.id}\n`)
}
