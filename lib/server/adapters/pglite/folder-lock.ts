import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Unix socket paths end here: 104 bytes on macOS, 108 on Linux. */
const LONGEST_SOCKET_PATH = 100

interface FolderLock {
  release(): Promise<void>
}

/**
 * Locks a folder for this process alone. The lock is a listening socket, so it dies with the process, however that ends.
 *
 * Linux: an abstract socket, which leaves nothing behind, and a socket file in the folder, which also holds between
 * containers that share the folder. Windows: a named pipe. Elsewhere: the socket file.
 *
 * @param folder - absolute, without symbolic links, existing.
 * @returns undefined when another process holds it.
 */
export async function lockFolder(folder: string): Promise<FolderLock | undefined> {
  const name = `omegoo-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`
  if (process.platform === 'win32') return lockOf([await listen(`\\\\.\\pipe\\${name}`)])

  const abstract = process.platform === 'linux' ? await listen(`\0${name}`) : undefined
  if (process.platform === 'linux' && !abstract) return undefined
  const file = await listenOnFile(socketFile(folder, name))
  if (file === 'locked') {
    await close(abstract)
    return undefined
  }
  return lockOf([abstract, file])
}

function socketFile(folder: string, name: string): string {
  const inside = join(folder, 'postgres.lock')
  return Buffer.byteLength(inside) <= LONGEST_SOCKET_PATH ? inside : join(tmpdir(), name)
}

/** @returns the server, 'locked' when a process answers there, undefined where the file system has no sockets. */
async function listenOnFile(path: string): Promise<Server | 'locked' | undefined> {
  try {
    const server = await listen(path)
    if (server) return server
    if (await answers(path)) return 'locked'
    await rm(path, { force: true }) // left behind by a process that was killed
    return (await listen(path)) ?? 'locked'
  } catch (error) {
    if (process.platform === 'linux') return undefined // the abstract socket holds on this machine
    throw error
  }
}

function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen(address, () => {
      server.unref()
      resolve(server)
    })
  })
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

function lockOf(servers: readonly (Server | undefined)[]): FolderLock | undefined {
  const held = servers.filter((server) => server !== undefined)
  if (held.length === 0) return undefined
  return {
    release: async () => {
      await Promise.all(held.map(close))
    },
  }
}

function close(server: Server | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (server) server.close(() => resolve())
    else resolve()
  })
}
