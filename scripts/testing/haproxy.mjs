import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Refusal, ROOT } from '../setup/project.mjs'
import { programAt } from './engines.mjs'
import { temporaryFolder } from './throwaway.mjs'

const RETRY_MS = 50
const PATIENCE_MS = 10_000

/** The proxy's program. */
export const findProxy = () => programAt('haproxy')

/**
 * The compose file's proxy configuration for one machine: other ports and addresses, and without a certificate no TLS;
 * the rest as it is.
 *
 * @param ports - of the app's processes on 127.0.0.1
 */
function localConfiguration(text, { port, ports, certificate }) {
  const servers = ports.map((one, index) => `    server app${index + 1} 127.0.0.1:${one}`).join('\n')
  const changes = [
    [/^ {4}maxconn \d+$/m, '    maxconn 2000'], // two files each, of what this machine allows
    [/^resolvers docker\n(?: .*\n)+\n/m, ''],
    [/^frontend http\n(?: .*\n)+\n/m, ''],
    [/^ {4}server-template .*$/m, servers],
    [
      /^ {4}bind :8443 ssl crt \S+/m,
      certificate ? `    bind 127.0.0.1:${port} ssl crt ${certificate}` : `    bind 127.0.0.1:${port}`,
    ],
    ...(certificate
      ? []
      : [
          [/ alpn h2,http\/1\.1$/m, ''],
          [/X-Forwarded-Proto https/, 'X-Forwarded-Proto http'],
          [/ httponly secure /, ' httponly '],
        ]),
  ]
  return changes.reduce((result, [from, to]) => {
    if (!from.test(result)) throw new Error(`deploy/haproxy.cfg has no ${from}`)
    return result.replace(from, to)
  }, text)
}

/** A certificate for localhost, with its key. Undefined where openssl is missing. */
export function selfSigned(folder) {
  if (!programAt('openssl')) return undefined
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const subject = ['-subj', '/CN=localhost', '-days', '2', '-keyout', key, '-out', certificate]
  spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject], { encoding: 'utf8' })
  const both = join(folder, 'both.pem')
  writeFileSync(both, readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'), { mode: 0o600 })
  return both
}

/**
 * Starts the compose file's proxy in front of processes on this machine.
 *
 * @returns a function that stops it. @throws Refusal when its configuration is not right
 */
export async function startProxy({ port, ports, certificate }) {
  const program = findProxy()
  const file = join(temporaryFolder('haproxy'), 'haproxy.cfg')
  const text = readFileSync(join(ROOT, 'deploy/haproxy.cfg'), 'utf8')
  writeFileSync(file, localConfiguration(text, { port, ports, certificate }))
  const checked = spawnSync(program, ['-c', '-f', file], { encoding: 'utf8' })
  if (checked.status !== 0) throw new Refusal(`The proxy's configuration is not right:\n${checked.stderr}`)
  const child = spawn(program, ['-db', '-f', file], { stdio: 'ignore', detached: true })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const ended = once(child, 'exit')
  await listening(port)
  return async () => {
    process.off('exit', kill)
    child.kill('SIGTERM')
    await ended
  }
}

async function listening(port) {
  for (const start = Date.now(); Date.now() - start < PATIENCE_MS; await wait(RETRY_MS)) {
    const socket = connect(port, '127.0.0.1')
    const isThere = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'close').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (isThere) return
  }
  throw new Refusal(`The proxy does not listen on port ${port}.`)
}
