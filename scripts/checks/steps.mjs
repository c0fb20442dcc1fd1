import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { run, runNode } from '../setup/processes.mjs'
import { nodeBinary, path, ROOT } from '../setup/project.mjs'
import { checkStructure } from './structure.mjs'

const bin = (file) => join(ROOT, 'node_modules', file)
const env = () => ({ ...process.env, PATH: path({ own: true }), NEXT_TELEMETRY_DISABLED: '1' })
const tool = (name, args) => run(bin(`.bin/${name}`), args, { env: env(), show: true })

/** Next writes the types of its routes; a fresh clone has none. */
async function types() {
  if (existsSync(join(ROOT, 'app'))) {
    await runNode([bin('next/dist/bin/next'), 'typegen'], {
      env: env(),
      failure: "The routes' types could not be made",
    })
  }
  return tool('tsc', ['--noEmit'])
}

function structure() {
  const cruiser = bin('dependency-cruiser/bin/dependency-cruiser.mjs')
  const { problems, count } = checkStructure({ root: ROOT, node: nodeBinary(), cruiser })
  console.log(problems.length > 0 ? problems.join('\n') : `${count} modules import only what they may.`)
  return problems.length > 0 ? 1 : 0
}

/** What `npm run check` does, in order of speed. Each resolves to an exit code. */
export const STEPS = [
  { name: 'format', run: () => tool('oxfmt', ['--check', '.']) },
  { name: 'lint', run: () => tool('oxlint', ['--type-aware', '--deny-warnings']) },
  { name: 'types', run: types },
  { name: 'size', run: () => runNode([join(ROOT, 'scripts/checks/sizes.mjs'), ROOT], { show: true }) },
  { name: 'structure', run: structure },
  { name: 'dead code', run: () => tool('knip', ['--no-progress', '--no-config-hints']) },
]
