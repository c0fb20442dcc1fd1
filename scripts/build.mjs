import { join } from 'node:path'
import { build } from './setup/build.mjs'
import { main, ROOT, say } from './setup/project.mjs'
import { prepare } from './setup/setup.mjs'

/** Builds into `dist/`, for images and packages; a server started by `npm start` is not touched by this. */
await main(async () => {
  await prepare()
  await build({ distDir: 'dist/next', server: join(ROOT, 'dist/server.mjs') })
  say('Built. Run: NODE_ENV=production NEXT_DIST_DIR=dist/next node dist/server.mjs')
})
