import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../setup/project.mjs'
import { freePort } from './free-port.mjs'
import { temporaryFolder } from './throwaway.mjs'

const SECRET = 'the secret of a throw-away relay'

/** The compose file's configuration for one machine: peers are on loopback, which it denies as all that is private. */
function localConfiguration(port) {
  const text = readFileSync(join(ROOT, 'deploy/turnserver.conf'), 'utf8')
  const changes = [
    [/^listening-port=\d+$/m, `listening-port=${port}`],
    [/^denied-peer-ip=127\S+$/m, 'allow-loopback-peers'],
  ]
  const changed = changes.reduce((result, [from, to]) => {
    if (!from.test(result)) throw new Error(`deploy/turnserver.conf has no ${from}`)
    return result.replace(from, to)
  }, text)
  const local = ['listening-ip=127.0.0.1', 'relay-ip=127.0.0.1', `static-auth-secret=${SECRET}`]
  return [changed, ...local, 'no-tls', 'no-dtls', ''].join('\n')
}

/** How to start a throw-away relay, any number of times. @param program - coturn's, undefined where it is not installed */
export async function turnProgram(program) {
  if (!program) return undefined
  const folder = temporaryFolder('coturn')
  const file = join(folder, 'turnserver.conf')
  const port = await freePort()
  writeFileSync(file, localConfiguration(port))
  return {
    url: `turn:127.0.0.1:${port}`,
    secret: SECRET,
    command: program,
    args: ['-c', file, '--pidfile', join(folder, 'pid'), '--userdb', join(folder, 'turndb')],
    options: { ready: /admin thread/, stopSignal: 'SIGTERM', cwd: folder },
  }
}
