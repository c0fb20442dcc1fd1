// Preloaded into what the scripts start: a process whose starter was killed must not keep port, database or files.
// Its own children inherit this preload and need their channel, so it checks who the parent is.
import { isMainThread } from 'node:worker_threads'

if (isMainThread && process.channel && process.ppid === Number(process.env.OMEGOO_STARTER)) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  process.channel.unref()
}
