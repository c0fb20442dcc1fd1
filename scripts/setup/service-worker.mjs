import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { run } from './processes.mjs'
import { ROOT } from './project.mjs'

/** Scripts, styles and the alphabet that nearly every page needs; the names hold a hash of the content. */
const SHELL = /^(chunks\/.*\.(js|css)|media\/inter_latin_wght_normal[^/]*\.woff2)$/
/** What only people at a desk need, and what is larger than everything else together: references, forms, charts. */
const NOT_SHELL = /swagger|asyncapi|aui-root|rjsf|recharts/i
const PUBLIC = ['icon.svg', 'icons/any-192.png']

const hashOf = (content) => createHash('sha256').update(content).digest('hex').slice(0, 16)

function* filesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) yield join(entry.parentPath, entry.name)
}

/**
 * What the worker keeps, as workbox-precaching reads it: `revision` is null where the address names the content.
 * The offline page is kept once per language, and anew with every build.
 */
function precacheManifest(nextFolder, revision) {
  const root = join(nextFolder, 'static')
  const shell = [...filesIn(root)]
    .filter((file) => SHELL.test(relative(root, file).split(sep).join('/')))
    .filter((file) => !NOT_SHELL.test(readFileSync(file, 'latin1')))
    .map((file) => ({ url: `/_next/static/${relative(root, file).split(sep).join('/')}`, revision: null }))
  const own = PUBLIC.map((name) => ({
    url: `/${name}`,
    revision: hashOf(readFileSync(join(ROOT, 'public', name))),
  }))
  const offline = readdirSync(join(ROOT, 'messages')).map((locale) => ({
    url: `/offline?locale=${locale}`,
    revision,
  }))
  return [...shell, ...own, ...offline].sort((a, b) => (a.url < b.url ? -1 : 1))
}

/**
 * Bundles the service worker into the pages' build, after it: the worker names the files of this very build.
 *
 * @param nextFolder - Next's build; the worker becomes `sw.js` in it, which the server serves at `/sw.js`.
 */
export async function bundleServiceWorker(nextFolder) {
  const revision = readFileSync(join(nextFolder, 'BUILD_ID'), 'utf8').trim()
  const manifest = JSON.stringify(precacheManifest(nextFolder, revision))
  const flags = [
    '--bundle',
    '--minify',
    '--format=iife',
    '--target=es2022',
    `--define:self.__WB_MANIFEST=${manifest}`,
    '--define:process.env.NODE_ENV="production"',
  ]
  const source = 'lib/client/pwa/service-worker.ts'
  await run(
    join(ROOT, 'node_modules/.bin/esbuild'),
    [source, ...flags, `--outfile=${join(nextFolder, 'sw.js')}`],
    { failure: 'The service worker could not be built' },
  )
}
